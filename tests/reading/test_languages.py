"""Jira and HubSpot write their headers in the language of whoever exports."""

import pytest

JIRA = {
    "Spanish": (
        "Resumen,Clave de incidencia,Informador,ID de informador,Creada,Descripción,Comentario"
    ),
    "German": "Zusammenfassung,Vorgangsschlüssel,Autor,Autor-ID,Erstellt,Beschreibung,Kommentar",
    "French": "Résumé,Clé de ticket,Rapporteur,ID du rapporteur,Création,Description,Commentaire",
    "Portuguese": "Resumo,Chave da item,Relator,ID do relator,Criado,Descrição,Comentar",
    "Italian": "Riepilogo,Chiave ticket,Segnalatore,ID segnalatore,Creato,Descrizione,Commento",
    "Dutch": "Samenvatting,Issuesleutel,Melder,Melder-ID,Aangemaakt,Omschrijving,Opmerking",
    "Polish": (
        "Podsumowanie,Klucz zgłoszenia,Zgłaszający,Id osoby zgłaszającej,Utworzono,Opis,Komentarz"
    ),
    "Japanese": "要約,課題キー,報告者,報告者 ID,作成日,説明,コメント",
}
DEALS = {
    "Spanish": (
        "ID de registro,Nombre del negocio,Etapa del negocio,"
        "Importe,Fecha de cierre,Fecha de creación"
    ),
    "German": "Datensatz-ID,Dealname,Dealphase,Betrag,Abschlussdatum,Erstelldatum",
    "French": (
        "ID de fiche d'informations,Nom de la transaction,Phase de la transaction,"
        "Montant,Date de fermeture,Date de création"
    ),
    "Portuguese": (
        "ID do registro,Nome do negócio,Etapa do negócio,"
        "Valor,Data de fechamento,Data de criação"
    ),
    "Italian": (
        "ID record,Nome trattativa,Fase trattativa,"
        "Importo,Data di chiusura,Data di creazione"
    ),
    "Dutch": "Record-ID,Dealnaam,Dealfase,Bedrag,Sluitingsdatum,Aanmaakdatum",
    "Polish": (
        "Identyfikator rekordu,Nazwa transakcji,Etap transakcji,"
        "Kwota,Data zamknięcia,Data utworzenia"
    ),
    "Japanese": "レコードID,取引名,取引ステージ,金額,クローズ日,作成日",
}  # fmt: skip
LOST = {
    "Spanish": "Cierre perdido", "German": "Abgeschlossen und verloren", "French": "Fermé perdu",
    "Portuguese": "Fechado perdido", "Italian": "Chiuso perso", "Dutch": "Gesloten - verloren",
    "Polish": "Zamknięte - przegrane", "Japanese": "失注",
}  # fmt: skip
TICKETS = {
    "Spanish": "ID del ticket,Nombre del ticket,Descripción del ticket,Fecha de creación",
    "German": "Ticket-ID,Ticketname,Ticketbeschreibung,Erstelldatum",
    "French": "ID du ticket,Nom du ticket,Description du ticket,Date de création",
    "Portuguese": "ID do tíquete,Nome do tíquete,Descrição do tíquete,Data de criação",
    "Italian": "ID ticket,Nome ticket,Descrizione ticket,Data di creazione",
    "Dutch": "Ticket-ID,Ticketnaam,Ticketbeschrijving,Aanmaakdatum",
    "Polish": "Identyfikator zgłoszenia,Nazwa zgłoszenia,Opis zgłoszenia,Data utworzenia",
    "Japanese": "チケットID,チケット名,チケットの説明,作成日",
}


@pytest.mark.parametrize("language", JIRA)
def test_jira(read, language):
    row = 'Export,SUP-2,Ann Lee,r1,05/03/24 09:10,It stops,"05/03/24 09:30;b1;We look; thanks"'
    corpus = read({"issues.csv": f"{JIRA[language]}\n{row}\n"})
    [issue] = corpus.documents
    assert (issue.id, issue.system, issue.created_at.date().isoformat()) == (
        "SUP-2", "jira", "2024-03-05",
    )  # fmt: skip
    assert [(t.role, t.speaker, t.text) for t in corpus.turns] == [
        ("customer", "Ann Lee", "Export\n\nIt stops"),
        ("ours", None, "We look; thanks"),
    ]


@pytest.mark.parametrize("language", DEALS)
def test_hubspots_deals(read, language):
    row = f"4,Acme new,{LOST[language]},1000,2024-04-13 10:00,2024-01-02 09:00"
    corpus = read(
        {"deals.csv": f"\ufeff{DEALS[language]},Associated Company IDs (Primary)\n{row},9\n"}
    )
    [deal] = corpus.deals
    assert corpus.files[0].system == "hubspot"
    assert (deal.id, deal.name, deal.account_id, deal.outcome, str(deal.amount)) == (
        "4", "Acme new", "9", "lost", "1000",
    )  # fmt: skip
    assert (deal.created_at.isoformat(), deal.closed_on.isoformat()) == ("2024-01-02", "2024-04-13")


@pytest.mark.parametrize("language", TICKETS)
def test_hubspots_tickets(read, language):
    corpus = read({"tickets.csv": f"{TICKETS[language]}\n7,Export,It stops,2024-03-05 09:00\n"})
    [ticket] = corpus.documents
    assert (ticket.id, ticket.system, ticket.created_at.date().isoformat()) == (
        "7", "hubspot", "2024-03-05",
    )  # fmt: skip
    assert corpus.turns.column("text") == ["Export\n\nIt stops"]


UNKNOWN = {
    "Swedish": "Ärende,Skapad,Beskrivning av problemet,Prioritet",
    "Finnish": "Tunnus,Luotu,Ongelman kuvaus,Kiireellisyys",
    "Turkish": "Kayıt no,Oluşturulma,Sorunun ayrıntısı,Öncelik",
    "no language": "q1,q2,q3,q4",
}


@pytest.mark.parametrize("language", UNKNOWN)
def test_headers_that_no_table_has_are_told_by_what_stands_below(read, language):
    rows = "".join(
        f"T-{n},2024-03-{n:02d} 09:00,The export number {n} stops at night again,High\n"
        for n in range(10, 20)
    )
    corpus = read({"export.csv": f"{UNKNOWN[language]}\n{rows}"})
    assert corpus.documents.column("id")[0] == "T-10"
    assert corpus.turns.column("text")[0] == "The export number 10 stops at night again"
    assert corpus.documents[0].created_at.date().isoformat() == "2024-03-10"
