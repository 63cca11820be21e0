"""How the demonstration's exports name their columns and values, against the canonical names."""

HEADERS: dict[str, dict[str, str]] = {
    "revenue": {
        "invoice_no": "N° facture", "line_no": "N° ligne", "date": "Date facture", "document_class": "Type",
        "account_id": "Code client", "account_name": "Raison sociale", "product": "Code article",
        "product_family": "Famille", "quantity": "Quantité", "unit_price": "Prix unitaire HT",
        "amount": "Montant HT", "margin": "Marge brute", "currency": "Devise", "kam": "Commercial",
        "due_on": "Date échéance", "paid_on": "Date règlement",
    },
    "accounts": {
        "account_id": "Code client", "account_name": "Raison sociale", "parent_id": "Code groupe",
        "parent_name": "Groupe", "siren": "SIREN", "segment": "Segment", "sector": "Secteur",
        "region": "Région",
        "country": "Pays", "kam": "Commercial", "potential": "Potentiel",
        "turnover": "CA annuel du client", "created_on": "Date de création",
    },
    "groups": {"account": "Code client", "parent": "Groupe", "from": "Début", "to": "Fin"},
    "key_accounts": {"account": "Code client", "from": "Début", "to": "Fin", "reason": "Motif"},
    "people": {
        "person_id": "Matricule", "name": "Nom", "login": "Identifiant de connexion",
        "manager": "Responsable",
        "start": "Date d'entrée", "end": "Date de sortie", "working_time": "Temps de travail",
        "target_variable": "Variable cible", "fixed_pay": "Salaire fixe annuel",
        "payroll_number": "N° de paie",
    },
    "assignments": {
        "account": "Code client", "kam": "Commercial", "from": "Début", "to": "Fin", "share": "Part",
        "role": "Rôle",
    },
    "targets": {
        "scope": "Périmètre", "who": "Concerne", "measure": "Mesure", "period_start": "Début de période",
        "period_end": "Fin de période", "value": "Objectif", "set_on": "Fixé le", "sent_on": "Communiqué le",
        "acknowledged_on": "Accusé de réception le", "language": "Langue",
    },
    "opportunities": {
        "opportunity_id": "ID d'opportunité", "account": "Code client", "name": "Nom de l'opportunité",
        "stage": "Étape", "status": "Statut", "probability": "Probabilité (%)", "amount": "Montant",
        "created_on": "Date de création", "close_date": "Date de clôture", "type": "Type",
        "owner": "Propriétaire de l'opportunité",
    },
    "contracts": {
        "contract_id": "N° contrat", "account": "Code client", "start_date": "Date de début",
        "end_date": "Date de fin", "notice_days": "Préavis (jours)", "auto_renewal": "Reconduction tacite",
        "annual_value": "Valeur annuelle",
    },
    "interactions": {
        "account": "Code client", "date": "Date", "type": "Type", "contact": "Contact", "level": "Niveau",
        "kam": "Commercial",
    },
    "contacts": {
        "account": "Code client", "name": "Nom du contact", "level": "Niveau", "role": "Fonction",
        "influence": "Influence", "sponsor": "Sponsor",
    },
    "incidents": {
        "account": "Code client", "opened_on": "Date d'ouverture", "closed_on": "Date de clôture",
        "severity": "Gravité",
    },
    "satisfaction": {"account": "Code client", "date": "Date", "score": "Note"},
    "orders": {
        "account": "Code client", "ordered_on": "Date commande", "promised_on": "Date promise",
        "amount": "Montant HT", "open_amount": "Reste à livrer HT",
    },
    "books": {"month": "Mois", "revenue": "CA publié"},
    "scores": {
        "who": "Matricule", "component": "Composante", "period_start": "Début de période",
        "period_end": "Fin de période", "value": "Note",
    },
}  # fmt: skip
"""kind → canonical column → header in the export; `pay_plans` is absent, its sheets use canonical names."""

UNMAPPED: dict[str, tuple[str, ...]] = {
    "revenue": ("Facture d'origine", "Désignation"),
    "groups": ("Raison sociale",),
    "key_accounts": ("Raison sociale",),
    "opportunities": ("Nom du compte",),
    "orders": ("N° commande",),
}
"""Headers a real export carries beside those of `HEADERS`, which the import has no column for."""

VALUES: dict[str, dict[str, dict[str, str]]] = {
    "revenue": {
        "document_class": {"invoice": "Facture", "credit_note": "Avoir", "return": "Retour", "rebate": "RFA"},
    },
    "key_accounts": {"reason": {"volume": "Volume", "prestige": "Prestige", "strategy": "Stratégie"}},
    "targets": {
        "scope": {"kam": "KAM", "account": "Compte", "total": "Société"},
        "measure": {"revenue": "CA", "margin": "Marge brute", "key_growth": "Croissance des comptes clés"},
    },
    "opportunities": {"status": {"open": "Ouverte", "won": "Gagnée", "lost": "Perdue"}},
    "contracts": {"auto_renewal": {"true": "Oui", "false": "Non"}},
    "interactions": {"level": {"buyer": "Achats", "executive": "Direction", "technical": "Technique"}},
    "contacts": {
        "level": {"buyer": "Achats", "executive": "Direction", "technical": "Technique"},
        "sponsor": {"true": "Oui", "false": "Non"},
    },
}
"""kind → canonical column → canonical value → the French value the export holds."""
