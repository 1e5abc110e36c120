"""Records of the corpus with every field made safe."""

from __future__ import annotations

from dataclasses import replace

from voiceminer.data import Account, Deal, Document, LeftOut, SourceFile
from voiceminer.voice.cleaner import Cleaner


def clean_document(document: Document, clean: Cleaner) -> Document:
    """The document with safe ids; its author is a pseudonym."""
    return Document(
        id=clean.id(document.id, "document"),
        kind=document.kind,
        system=clean.label(document.system),
        created_at=document.created_at,
        author_id=clean.person(document.author_id),
        account_id=clean.id(document.account_id, "account"),
        deal_id=clean.id(document.deal_id, "deal"),
        link_rung=document.link_rung,
        csat=document.csat,
        product=clean.label(document.product),
        channel=clean.label(document.channel),
    )


def clean_account(account: Account, clean: Cleaner) -> Account:
    """The account; its name stays, for the sales edition, without persons and numbers."""
    return replace(
        account,
        id=clean.id(account.id, "account"),
        name=clean.title(account.name, company=True),
        domains=tuple(clean.label(domain) for domain in account.domains),
        segment=clean.label(account.segment),
        currency=clean.label(account.currency),
        attributes=clean.attributes(account.attributes),
        file=clean.path(account.file),
    )


def clean_deal(deal: Deal, clean: Cleaner) -> Deal:
    """The deal; owners are pseudonyms, the reason is redacted as texts are."""
    return replace(
        deal,
        id=clean.id(deal.id, "deal"),
        name=clean.title(deal.name, company=False),
        account_id=clean.id(deal.account_id, "account"),
        type=clean.label(deal.type),
        currency=clean.label(deal.currency),
        stage=clean.label(deal.stage),
        reason=clean.text(deal.reason),
        covariates=clean.attributes(deal.covariates),
        file=clean.path(deal.file),
    )


def clean_file(file: SourceFile, clean: Cleaner) -> SourceFile:
    """The source file under a safe path."""
    return replace(
        file,
        path=clean.path(file.path),
        system=clean.label(file.system),
        encoding=clean.label(file.encoding),
    )


def clean_left_out(left: LeftOut, clean: Cleaner) -> LeftOut:
    """What reading left out; a subject may be a header or an id."""
    return replace(
        left,
        reason=clean.text(left.reason),
        file=clean.path(left.file),
        subject=clean.text(left.subject),
    )
