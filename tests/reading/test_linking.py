import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceminer.reading.close_names import CloseNames
from voiceminer.reading.names import name_key

ACCOUNTS = (
    "Id,Name,Website,Industry\n001A,Müller & Söhne GmbH,https://www.mueller.de/start,Retail\n"
    "001B,Acme Inc.,acme.com,Retail\n001C,Twin Ltd,twin.com,Retail\n001D,Twin GmbH,twin.de,Retail\n"
)
DEALS = (
    "Opportunity ID,Account ID,Opportunity Name,Stage,Amount,Created Date,Close Date\n"
    "006A,001A,Müller new,Closed Won,100,2024-01-10,2024-03-10\n"
    "006B,001A,Müller more,Negotiation,200,2024-06-01,2024-12-01\n"
    "006C,001B,Acme one,Negotiation,300,2024-01-01,2024-12-01\n"
    "006D,001B,Acme two,Negotiation,400,2024-02-01,2024-12-01\n"
)


def linked(read, header, row):
    tickets = f"id,subject,description,created_at,{header}\n1,Slow,The export is slow,{row}\n"
    corpus = read({"accounts.csv": ACCOUNTS, "deals.csv": DEALS, "tickets.csv": tickets})
    [document] = corpus.documents
    return document.link_rung, document.account_id, document.deal_id


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("deal_id", "2024-02-01,006B", ("deal id", "001A", "006B")),
        ("account_id", "2024-02-01,001A", ("account id", "001A", "006A")),
        ("account_name", "2024-02-01,MUELLER & SOEHNE", ("close name", "001A", "006A")),
        ("account_name", "2024-02-01,Muler Söhne", ("close name", "001A", "006A")),
        ("account_name", "2024-02-01,Soehne Müller", ("close name", "001A", "006A")),
        # an account that only the ticket names
        ("account_name", "2024-02-01,Initech", ("account name", "Initech", None)),
        # the legal form decides between two that are else called the same
        ("account_name", "2024-02-01,Twin Limited", ("account name", "001C", None)),
        ("account_name", "2024-02-01,Muller and Sohne", ("account name", "001A", "006A")),
        ("requester_email", "2024-02-01,ann@mail.mueller.de", ("e-mail domain", "001A", "006A")),
        ("requester_email", "2024-02-01,ann@gmail.com", ("none", None, None)),
        # two accounts of that name: neither is picked
        ("account_name", "2024-02-01,Twin", ("none", None, None)),
        # between two deals: the next to close
        ("account_id", "2024-04-01,001A", ("account id", "001A", "006B")),
        # two deals were open: neither is picked, the account is kept
        ("account_id", "2024-04-01,001B", ("account id", "001B", None)),
        # no date: no deal can be told from the other
        ("account_id", ",001A", ("account id", "001A", None)),
    ],
)
def test_the_surest_rung_that_fits_links(read, header, row, expected):
    assert linked(read, header, row) == expected


def test_why_no_deal_was_picked_is_left_out_by_reason(read):
    tickets = "id,description,created_at,account_id\n1,The export is slow,2024-04-01,001B\n"
    corpus = read({"accounts.csv": ACCOUNTS, "deals.csv": DEALS, "tickets.csv": tickets})
    [left] = corpus.left_out
    assert left.reason == (
        "linked to an account but to no deal: several deals of the account were open at that time"
    )


def test_a_help_desks_company_is_the_crms_account(read):
    companies = [{"id": 9, "name": "ACME", "domains": ["acme.com"], "health_score": None}]
    tickets = [
        {"id": 1, "subject": "Slow", "description_text": "The export is slow", "requester_id": 3,
         "responder_id": 4, "company_id": 9, "spam": False, "created_at": "2024-04-01T00:00:00Z"},
    ]  # fmt: skip
    corpus = read({"accounts.csv": ACCOUNTS, "companies.json": companies, "tickets.json": tickets})
    [document] = corpus.documents
    assert (document.account_id, document.link_rung) == ("001B", "account name")
    files = {f.path: (f.made, f.merged) for f in corpus.files}
    assert files["companies.json"] == (0, 1)


def test_contacts_tell_whose_an_address_is(read):
    contacts = (
        "Contact ID,First Name,Last Name,Email,Account ID\n1,Ann,Lee,ann.lee@gmail.com,001A\n"
    )
    tickets = "id,description,created_at,email\n1,The export is slow,2024-02-01,ann.lee@gmail.com\n"
    corpus = read({"accounts.csv": ACCOUNTS, "contacts.csv": contacts, "t.csv": tickets})
    assert corpus.documents.column("account_id") == ["001A"]
    assert [(p.name, p.email, p.side) for p in corpus.people] == [
        ("Ann Lee", "ann.lee@gmail.com", "customer"),
    ]


def test_a_note_is_filed_under_its_account(read):
    corpus = read({"accounts.csv": ACCOUNTS, "deals.csv": DEALS,
                   (
                       "notes/2024-02-01 Müller Söhne.txt"
                   ): "They said that the export is slow."})  # fmt: skip
    [document] = corpus.documents
    assert (document.kind, document.link_rung, document.deal_id) == ("note", "account name", "006A")


def test_deals_name_their_accounts_where_no_file_lists_them(read):
    deals = (
        "Deal Name,Account,Stage,Amount,Created,Close Date\nx,Acme,Won,1,2024-01-01,2024-02-01\n"
    )
    corpus = read({"deals.csv": deals})
    assert [(a.id, a.name) for a in corpus.accounts] == [("Acme", "Acme")]
    assert corpus.deals.column("account_id") == ["Acme"]


def test_records_of_one_deal_are_one(read):
    newer = DEALS.replace("Negotiation,200", "Closed Lost,200").replace(
        "Amount", "Amount,Last Modified Date"
    )
    rows = [r.split(",") for r in newer.strip().split("\n")]
    newer = "\n".join(
        ",".join(r) if i == 0 else ",".join([*r[:5], "2025-01-01", *r[5:]])
        for i, r in enumerate(rows)
    )
    corpus = read({"a.csv": DEALS, "b.csv": newer})
    assert len(corpus.deals) == 4
    assert {d.id: d.outcome for d in corpus.deals}["006B"] == "lost"
    assert {f.path: (f.made, f.merged) for f in corpus.files} == {"a.csv": (0, 4), "b.csv": (4, 0)}


def test_a_planned_close_is_no_close(read):
    corpus = read({"deals.csv": DEALS})
    deals = {d.id: d for d in corpus.deals}
    assert deals["006A"].closed_on.isoformat() == "2024-03-10"
    assert deals["006A"].planned_close is None
    assert deals["006B"].closed_on is None
    assert deals["006B"].planned_close.isoformat() == "2024-12-01"


def test_nothing_that_follows_from_the_outcome_is_a_covariate(read):
    deals = (
        "Deal Name,Stage,Amount,Created,Close Date,Region,Product,Loss Reason,Probability,Owner\n"
        "x,Closed Lost,1,2024-01-01,2024-02-01,North,Basic,Price,0,Ann Lee\n"
    )
    [deal] = read({"deals.csv": deals}).deals
    assert deal.covariates == {"region": "North", "product": "Basic", "owner": "Ann Lee"}
    assert deal.reason == "Price"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "ACME Corp."), ("Acme", "The Acme Company, Inc."), ("Café Söhne AG", "cafe sohne"),
        ("Bolt & Co. KG", "Bolt"), ("O'Neil Ltd", "ONeil"),
    ],
)  # fmt: skip
def test_names_of_one_company(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Acme North", "Acme South"), ("Co", "Company")])
def test_names_of_two_companies(one, other):
    assert name_key(one) != name_key(other)


BOOK = {
    "n1": "Northwind Energy GmbH", "n2": "Northwind Logistics GmbH", "v": "Velmonix AG",
    "b": "International Business Machines Corp.", "s": "Smith & Sons Ltd", "z": "Łódź Steel S.A.",
    "h": "株式会社ひまわり電機", "k": "Kestrel 2 Ltd", "g": "BlueRiver Software Inc.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "account"),
    [
        ("Northwind Enrgy", "n1"), ("Nothwind Logistics AG", "n2"), ("Energy, Northwind", "n1"),
        ("NORTH WIND ENERGY", "n1"), ("Northwind Log.", "n2"), ("Velmnoix", "v"),
        ("Velmonix Germany", "v"),
        ("IBM", "b"), ("Intl Business Machines", "b"), ("Lodz Stel", "z"), ("ひまわり電機㈱", "h"),
        ("Blue River Softwrae", "g"), ("Velmonix (formerly Torcal)", "v"), ("Velmonix Lmited", "v"),
        # short for two, another trade, another number, a family's firm, one word of many, nobody
        ("Northwind", None), ("Northwind Marine", None), ("Kestrel 3", None), ("Kestrel", None),
        ("Smith", None), ("Energy", None), ("Machines", None), ("Torcalen", None), ("", None),
        ("GmbH", None), ("ibm", None), ("Velmonix Torcalen", None),
    ],
)  # fmt: skip
def test_a_close_name_is_the_only_account_that_it_can_mean(name, account):
    assert CloseNames(BOOK.items()).nearest(name) == account


@given(
    st.permutations(list(BOOK.items())),
    st.sampled_from(["Northwind Enrgy", "Northwind", "Velmnoix"]),
)
def test_the_order_of_accounts_does_not_matter(book, name):
    assert CloseNames(book).nearest(name) == CloseNames(BOOK.items()).nearest(name)


@given(st.text(max_size=40), st.lists(st.text(max_size=30), max_size=6))
def test_any_text_can_be_asked_for(name, names):
    found = CloseNames((str(i), n) for i, n in enumerate(names)).nearest(name)
    assert found is None or int(found) < len(names)


def test_a_deal_whose_account_is_misspelt_is_linked_by_a_close_name(read):
    deals = (
        "Deal Name,Account,Stage,Amount,Created,Close Date\n"
        "x,Acmee Inc,Won,1,2024-01-01,2024-03-01\n"
        "y,Vandelay Imports,Open,2,2024-01-01,2024-03-01\n"
    )
    accounts = ACCOUNTS + "001E,Vandelay Industries,,Retail\n"
    tickets = "id,text,created_at,account_id\n1,The export is slow,2024-02-01,001B\n"
    corpus = read({"accounts.csv": accounts, "deals.csv": deals, "t.csv": tickets})
    assert {d.name: d.account_id for d in corpus.deals}["y"] == "Vandelay Imports"
    [document] = corpus.documents
    assert (document.account_id, document.link_rung) == ("001B", "close name")


def test_a_help_desks_misspelt_company_is_the_crms_account(read):
    companies = [{"id": 9, "name": "Mulller and Sohne", "domains": [], "health_score": None}]
    tickets = [
        {"id": 1, "subject": "Slow", "description_text": "The export is slow", "requester_id": 3,
         "responder_id": 4, "company_id": 9, "spam": False, "created_at": "2024-04-01T00:00:00Z"},
    ]  # fmt: skip
    corpus = read({"accounts.csv": ACCOUNTS, "companies.json": companies, "tickets.json": tickets})
    [document] = corpus.documents
    assert (document.account_id, document.link_rung) == ("001A", "close name")


def test_without_opening_dates_it_is_the_next_deal_to_close(read):
    deals = "\n".join(",".join(c for i, c in enumerate(r.split(",")) if i != 5)
                      for r in DEALS.strip().split("\n"))  # fmt: skip
    tickets = "id,text,created_at,account_id\n1,The export is slow,2024-04-01,001A\n"
    corpus = read({"accounts.csv": ACCOUNTS, "deals.csv": deals, "t.csv": tickets})
    assert corpus.documents.column("deal_id") == ["006B"]


def test_the_order_of_files_does_not_matter(read, folder):
    from voiceminer.engines import Serial
    from voiceminer.reading import read_corpus
    from voiceminer.settings import ReadingSettings

    root = folder({"accounts.csv": ACCOUNTS, "deals.csv": DEALS,
                   "t.csv": "id,text,account_id\n1,The export is slow,001A\n"})  # fmt: skip
    paths = sorted(root.iterdir())
    one = read_corpus(paths, ReadingSettings(), engine=Serial())
    other = read_corpus(paths[::-1], ReadingSettings(), engine=Serial())
    assert one == other
