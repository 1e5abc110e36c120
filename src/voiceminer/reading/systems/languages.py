"""Jira's and HubSpot's column names in the languages that their exports are written in.

Both write headers in the language of whoever exports. Spanish, Portuguese, French, Polish and
Japanese names are those of exports and scripts in public repositories ("Chave da item", "Klucz
zgłoszenia", "Phase de la transaction", "クローズ日"); the others are the products' own terms, with
their variants. Order: English, Spanish, German, French, Portuguese, Italian, Dutch, Polish,
Japanese.
"""

from __future__ import annotations

# fmt: off
JIRA = {
    "id": (
        "issuekey clavedeincidencia vorgangsschlüssel clédeticket cléduticket clédetâche "
        "clédedemande chavedaitem chavedoitem chavedapendência chaveticket chiaveticket "
        "chiavesegnalazione chiaverichiesta issuesleutel itemsleutel kluczzgłoszenia 課題キー"
    ),
    "alias": (
        "issueid iddelaincidencia vorgangsid iddeticket idduticket iddaitem iddoitem idticket "
        "idsegnalazione itemid idzgłoszenia 課題id"
    ),
    "subject": (
        "summary resumen zusammenfassung résumé resumo riepilogo samenvatting podsumowanie 要約"
    ),
    "text": (
        "description descripción beschreibung descrição descrizione beschrijving omschrijving "
        "opis 説明"
    ),
    "at": (
        "created creada creado erstellt création créé créée création criado criada creato creata "
        "creazione aangemaakt gemaakt utworzono utworzone 作成日 作成日時"
    ),
    "updated": (
        "updated actualizada aktualisiert miseàjour misàjour atualizado aggiornato aggiornata "
        "bijgewerkt zaktualizowano 更新日 更新日時"
    ),
    "author": (
        "reporterid iddeinformador iddelinformador idreporter berichterstatterid autorid "
        "iddurapporteur iddorelator idsegnalatore idvanmelder melderid idosobyzgłaszającej "
        "報告者id reporter informador berichterstatter rapporteur relator segnalatore melder "
        "zgłaszający 報告者"
    ),
    "author_name": (
        "reporter informador berichterstatter autor ersteller rapporteur auteur relator "
        "segnalatore melder zgłaszający osobazgłaszająca 報告者"
    ),
    "comments": (
        "comment comentario comentarios kommentar kommentare commentaire commentaires comentário "
        "comentários comentar commento commenti opmerking opmerkingen komentarz コメント"
    ),
    "account": (
        "organizations organizaciones organisationen organisations organização organizações "
        "organizzazioni organisaties organizacje 組織"
    ),
    "product": (
        "components component componentes componente komponenten composants componenti "
        "componenten komponenty コンポーネント"
    ),
}

HUBSPOT = {
    "id": (
        "recordid idderegistro datensatzid iddefichedinformations iddenregistrement "
        "iddoregistro idrecord iddelrecord identyfikatorrekordu idrekordu レコードid"
    ),
    "deal_name": (
        "dealname nombredelnegocio nombredelacuerdo dealbezeichnung namedesdeals "
        "nomdelatransaction nomedonegócio nometrattativa nomedellatrattativa nomeaffare dealnaam "
        "naamvandeal nazwatransakcji nazwadeala 取引名"
    ),
    "stage": (
        "dealstage etapadelnegocio etapadelacuerdo dealphase phasedelatransaction "
        "etapadonegócio estágiodonegócio fasedellatrattativa fasetrattativa faseaffare dealfase "
        "etaptransakcji etapdeala 取引ステージ"
    ),
    "amount": "amount importe cantidad monto valor betrag montant importo bedrag kwota 金額",
    "closed": (
        "closedate fechadecierre abschlussdatum datedefermeture datadefechamento datadichiusura "
        "sluitingsdatum sluitdatum datazamknięcia クローズ日"
    ),
    "at": (
        "createdate fechadecreación erstelldatum erstellungsdatum erstelltam datedecréation "
        "datadecriação datadicreazione aanmaakdatum datautworzenia 作成日"
    ),
    "owner": (
        "dealowner propietariodelnegocio dealeigentümer zuständigermitarbeiter "
        "propriétairedelatransaction proprietáriodonegócio proprietariodellatrattativa "
        "dealeigenaar właścicieltransakcji 取引担当者"
    ),
    "reason": (
        "closedlostreason motivodecierreperdido motivodelcierreperdido razóndecierreperdido "
        "grundfürverlorenendeal grundfürverlust raisondelaperte motifdelaperte motivodaperda "
        "motivodonegócioperdido motivodellaperdita motivodichiusurapersa redenvanverlies "
        "redenvoorverlies powódutraty powódprzegranej 失注理由"
    ),
    "ticket_id": (
        "ticketid iddelticket iddeticket idduticket iddotíquete iddoticket idticket "
        "identyfikatorzgłoszenia チケットid"
    ),
    "ticket_name": (
        "ticketname nombredelticket ticketbezeichnung nomduticket nomedotíquete nomedoticket "
        "nomedelticket nometicket ticketnaam nazwazgłoszenia チケット名"
    ),
    "ticket_text": (
        "ticketdescription descripcióndelticket ticketbeschreibung descriptionduticket "
        "descriçãodotíquete descriçãodoticket descrizionedelticket descrizioneticket "
        "ticketbeschrijving ticketomschrijving opiszgłoszenia チケットの説明"
    ),
}
# fmt: on


def any_of(words: str) -> str:
    """The words as alternatives of what a system needs."""
    return "|".join(words.split())
