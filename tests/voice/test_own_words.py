"""What somebody wrote, without history, signature and furniture."""

import pytest

REPLIES = {
    "gmail": (
        "The export fails.\n\nOn Tue, Apr 3, 2026 at 4:19 PM Bob <bob@acme.org> wrote:\n"
        "\n> Hi\n> there"
    ),
    "wrapped head": (
        "The export fails.\n\n"
        "On Tuesday, 3 April 2026 at 16:19, Bob Miller from Support\n<bob@acme.org> wrote:\n> Hi"
    ),
    "apple": "The export fails.\n\nOn Apr 3, 2026, at 4:19 PM, bob wrote:\n\n> Hi",
    "outlook": (
        "The export fails.\n\nFrom: Bob <bob@acme.org>\n"
        "Sent: Monday, 2 April 2026 17:44\nTo: Ann\nSubject: Re: Test\n\nHi Ann"
    ),
    "original": "The export fails.\n\n-----Original Message-----\nFrom: Bob\nHi",
    "furniture": "The export fails.\n\n##- Please type your reply above this line -##\nYour ticket",
    "german": (
        "The export fails.\n\nAm 03.04.2026 um 16:19 schrieb Bob Maier <bob@acme.org>:\n> Hallo"
    ),
    "german outlook": (
        "The export fails.\n\nVon: Bob\nGesendet: Montag, 2. April 2026\nAn: Ann\n"
        "Betreff: Test\n\nHallo"
    ),
    "french": (
        "The export fails.\n\nLe mar. 3 avr. 2026 à 16:19, Bob <bob@acme.org> a écrit :\n> Salut"
    ),
    "spanish": (
        "The export fails.\n\n"
        "El mar, 3 abr 2026 a las 16:19, Bob (<bob@acme.org>) escribió:\n> Hola"
    ),
    "italian": (
        "The export fails.\n\nIl giorno mar 3 apr 2026 alle ore 16:19 Bob ha scritto:\n> Ciao"
    ),
    "dutch": "The export fails.\n\nOp di 3 apr. 2026 om 16:19 schreef Bob <bob@acme.org>:\n> Hallo",
    "portuguese": "The export fails.\n\nEm ter., 3 de abr. de 2026 às 16:19, Bob escreveu:\n> Olá",
    "russian": (
        'The export fails.\n02.04.2026 14:20 пользователь "bob" <\nbob@acme.org> написал:\n\n> Hi'
    ),
    "html": (
        "<"
        "p>The export fails.</p><div class='gmail_quote'>On Monday<blockquote>Hi</blockquote></div>"
    ),
    "html outlook": (
        "<div>The export fails.</div><div id='appendonsend'></div><hr><div>From: Bob</div>"
    ),
}


@pytest.mark.parametrize("name", REPLIES)
def test_quoted_mail_is_no_evidence(make, name):
    assert make.said(REPLIES[name]) == "The export fails."


def test_answers_between_quoted_lines_stay(make):
    mail = "On Apr 3, 2026, Bob wrote:\n> Does it work?\nNo, it does not.\n> Which version?\n2.1"
    assert make.said(mail) == "No, it does not.\n2.1"


SIGNED = {
    "dashes": "The export fails.\n-- \nAnn Lee\nHead of Data",
    "english": "The export fails.\n\nKind regards,\nAnn Lee\nHead of Data | Acme\n+1 415 555 2671",
    "named": "The export fails.\nThanks, Ann",
    "german": "The export fails.\n\nMit freundlichen Grüßen\nJörg Maier",
    "french": "The export fails.\n\nCordialement,\nAnne",
    "spanish": "The export fails.\n\nUn saludo,\nAna",
    "italian": "The export fails.\n\nCordiali saluti\nAnna",
    "phone": "The export fails.\n\nSent from my iPhone",
    "german phone": "The export fails.\n\nVon meinem iPhone gesendet",
    "disclaimer": (
        "The export fails.\n\nThis e-mail is confidential and intended for the addressee only."
    ),
}


@pytest.mark.parametrize("name", SIGNED)
def test_signatures_and_footers_are_cut(make, name):
    assert make.said(SIGNED[name]) == "The export fails."


def test_a_postscript_below_the_signature_stays(make):
    mail = "The export fails.\n\nBest,\nAnn\n\nP.S. The import fails, too."
    assert make.said(mail) == "The export fails.\n\nP.S. The import fails, too."


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "On Monday she wrote: nothing works.",
        "Subject: export fails",
        "We compared a < b and b > c, and 3<4 fails.",
        "I am on vacation and my card was stolen!",
        "Best of all, exports work.\nBut imports do not work at all, and this has cost us days.",
    ],
)
def test_what_only_looks_like_furniture_stays(make, text):
    assert make.said(text) == text


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Automatic reply: I am out of the office until Monday.", "absence note"),
        ("Ich bin derzeit im Urlaub. Ab dem 3. Mai bin ich wieder da.", "absence note"),
        ("This is an automated message. Your request has been received.", "automatic message"),
    ],
)
def test_what_a_program_wrote_is_left_out_and_counted(make, text, rule):
    heard = make.voice([make.document()], [make.turn(text)])
    assert len(heard.verbatims) == 0
    assert [(x.reason, x.n) for x in heard.left_out] == [(rule, 1)]


def test_each_rule_is_counted_per_file(make):
    turns = [make.turn(REPLIES["gmail"], id=f"D1/{i}", file=f"f{i % 2}.csv") for i in range(3)]
    heard = make.voice([make.document()], turns)
    assert [(x.file, x.reason, x.n) for x in heard.left_out] == [
        ("f0.csv", "quoted reply", 2),
        ("f1.csv", "quoted reply", 1),
    ]


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        (
            "<p>One &amp; two</p><style>p{}</style><ul><li>three</li><li>four</li></ul>",
            "One & two\n\n- three\n- four",
        ),
        (
            "h2. Broken\n{code:java}x{code} see [the page|http://a.b/c]",
            "Broken\nx see the page [URL_1]",
        ),
        ("<@U012AB3CD> it *fails* <http://a.b/c|here> :cry:", "@someone it fails here [URL_1]"),
        ("It **fails** at [step](http://a.b/c) `two`", "It fails at step [URL_1] two"),
        (
            (
                '{"version":1,"type":"doc","content":[{"type":"paragraph",'
                '"content":[{"type":"text","text":"Fails"}]}]}'
            ),
            "Fails",
        ),
        ("a\u00a0b\u200bc\r\nd", "a bc\nd"),
    ],
)
def test_markup_becomes_plain_words(make, source, plain):
    assert make.said(source) == plain


def test_notes_and_calls_are_left_as_they_are_signed(make):
    text = "Customer says export fails.\nThanks, Ann"
    assert "Thanks," in make.said(text, kind="note", role="note")


def test_lines_wrapped_by_a_mail_program_are_joined(make):
    mail = "We tried to export the quarterly report for all of our regions\nand it failed again."
    assert "\n" not in make.said(mail)
