"""Mailboxes: mails one after the other, each below a line `From …`."""


def mail(number, sender, subject, body, *, answers=0):
    reply = f"In-Reply-To: <{answers}@x.example>\n" if answers else ""
    return (
        f"From {sender} Tue Mar  5 09:0{number}:00 2024\n"
        f"From: {sender}\nTo: help@us.example\nSubject: {subject}\n"
        f"Message-ID: <{number}@x.example>\n"
        f"{reply}Date: Tue, 5 Mar 2024 09:0{number}:00 +0000\n\n{body}\n\n"
    )


def test_answers_join_the_mail_that_they_answer(read):
    box = (
        mail(1, "Ann Lee <ann@acme.com>", "Export stops", "It stops.\n\n>From here on it is slow.")
        + mail(2, "help@us.example", "Re: Export stops", "We look.", answers=1)
        + mail(3, "cy@other.com", "Login", "It fails.")
    )
    corpus = read({"inbox.mbox": box})
    assert {d.id: (d.kind, d.author_id) for d in corpus.documents} == {
        "<1@x.example>": ("email", "ann@acme.com"),
        "<3@x.example>": ("email", "cy@other.com"),
    }
    assert [(t.document_id, t.text, t.row) for t in corpus.turns] == [
        ("<1@x.example>", "Export stops\n\nIt stops.\n\nFrom here on it is slow.", 1),
        ("<1@x.example>", "We look.", 2),
        ("<3@x.example>", "Login\n\nIt fails.", 3),
    ]


def test_gmails_thread_number_joins_too(read):
    def numbered(n, body):
        return mail(n, "ann@acme.com", "Slow", body).replace("To:", "X-GM-THRID: 17\nTo:")

    corpus = read({"all.mbox": numbered(1, "It is slow.") + numbered(2, "It still is.")})
    assert corpus.documents.column("id") == ["17"]
    assert corpus.turns.column("text") == ["Slow\n\nIt is slow.", "It still is."]


def test_a_mail_that_lies_in_two_folders_is_one(read):
    one = mail(1, "ann@acme.com", "Slow", "It is slow.")
    corpus = read(
        {"inbox.mbox": one, "archive.mbox": one + mail(2, "b@c.com", "Hi", "Hello there")}
    )
    assert sorted(corpus.turns.column("text")) == ["Hi\n\nHello there", "Slow\n\nIt is slow."]
    assert sum(f.merged for f in corpus.files) == 1
