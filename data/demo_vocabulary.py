"""The words of the demonstration: calendar, invented company, people, places, families and names."""

from dataclasses import dataclass
from datetime import date

COMPANY = "Norvanne Étanchéité & Fluides"
FIRST_DAY = date(2022, 10, 1)
AS_OF = date(2026, 9, 30)
MONTHS = 48
DAYS = (AS_OF - FIRST_DAY).days + 1


@dataclass(frozen=True)
class Person:
    """Someone of the sales team; `target_variable` is euros for a full year at full time, `fixed_pay` at their own."""

    id: str
    name: str
    login: str
    manager: str | None
    start: date
    working_time: float
    target_variable: int | None
    fixed_pay: int | None
    payroll_number: str


def _person(
    person_id: str, name: str, login: str, start: date, payroll: str, time: float = 1.0, paid: bool = True
) -> Person:
    manager = None if person_id == "D01" else "D01"
    variable = 15_000 if paid else None
    # The longer somebody has been there, the higher: the differences are invented.
    fixed = round((45_000 + 900 * (2026 - start.year)) * time) if paid else None
    return Person(person_id, name, f"{login}@example.com", manager, start, time, variable, fixed, payroll)


DIRECTOR = _person("D01", "Hélène Marchais", "helene.marchais", date(2014, 9, 1), "000217", paid=False)
CONTROLLER = _person("F01", "Stéphane Aubertin", "stephane.aubertin", date(2017, 3, 1), "000342", paid=False)
KAMS: tuple[Person, ...] = (
    _person("K01", "Claire Vasseur", "claire.vasseur", date(2012, 1, 9), "000168"),
    _person("K02", "Karim Benhaddou", "karim.benhaddou", date(2016, 5, 2), "000298"),
    _person("K03", "Maëlle Le Goff", "maelle.le-goff", date(2018, 9, 3), "000377"),
    _person("K04", "Olivier Tissandier", "olivier.tissandier", date(2013, 4, 1), "000189"),
    _person("K05", "Sophie Delannoy", "sophie.delannoy", date(2019, 1, 7), "000391", time=0.8),
    _person("K06", "Thomas Kieffer", "thomas.kieffer", date(2020, 2, 3), "000418"),
    _person("K07", "Inès Rouquette", "ines.rouquette", date(2021, 10, 4), "000452"),
    _person("K08", "Julien Castéran", "julien.casteran", date(2026, 4, 1), "000561"),
)
TEAM: tuple[Person, ...] = (DIRECTOR, CONTROLLER, *KAMS)
NAME_OF: dict[str, str] = {person.id: person.name for person in TEAM}

SEGMENTS: tuple[str, ...] = ("Industrie", "Énergie", "Agroalimentaire", "Chimie", "Bâtiment", "Distribution")
SEGMENT_WEIGHTS: tuple[float, ...] = (0.32, 0.14, 0.18, 0.14, 0.12, 0.10)
# Yearly trend of each market, in volume.
SEGMENT_TREND: tuple[float, ...] = (0.00, 0.05, 0.02, -0.01, -0.04, 0.01)
# region, its part of the accounts, which of the first seven KAMs looks after it
REGION_TABLE: tuple[tuple[str, float, str], ...] = (
    ("Auvergne-Rhône-Alpes", 0.18, "K01"),
    ("Île-de-France", 0.13, "K02"),
    ("Hauts-de-France", 0.12, "K03"),
    ("Grand Est", 0.11, "K04"),
    ("Nouvelle-Aquitaine", 0.08, "K05"),
    ("Occitanie", 0.08, "K05"),
    ("Pays de la Loire", 0.07, "K06"),
    ("Normandie", 0.07, "K03"),
    ("Bretagne", 0.05, "K06"),
    ("Provence-Alpes-Côte d’Azur", 0.05, "K07"),
    ("Bourgogne-Franche-Comté", 0.03, "K01"),
    ("Centre-Val de Loire", 0.025, "K07"),
    ("Corse", 0.005, "K07"),
)
REGIONS: tuple[str, ...] = tuple(name for name, _, _ in REGION_TABLE)
REGION_WEIGHTS: tuple[float, ...] = tuple(weight for _, weight, _ in REGION_TABLE)
REGION_KAM: dict[str, str] = {name: kam for name, _, kam in REGION_TABLE}
ABROAD: tuple[str, ...] = ("Belgique", "Suisse", "Luxembourg", "Espagne", "Allemagne")

ROOTS: tuple[str, ...] = (
    "Alvorand",
    "Borvelle",
    "Cassignac",
    "Tressard",
    "Corvenne",
    "Maubriac",
    "Ferlanges",
    "Quérolle",
    "Vernoy",
    "Aubraize",
    "Solvinet",
    "Dravel",
    "Lorgeval",
    "Péridoux",
    "Rambrecourt",
    "Escandier",
    "Valbrun",
    "Ostreval",
    "Gélinaud",
    "Hautesserre",
    "Brévannes",
    "Montrevault",
    "Orvillac",
    "Chantereine",
    "Sarrazac",
    "Pontavray",
    "Kerdoncuff",
    "Lanvénec",
    "Wissembach",
    "Oberkirchen",
    "Steenvoordt",
    "Marquilliers",
    "Fontaubert",
    "Grézillac",
    "Vaucresse",
    "Roquefère",
    "Estivals",
    "Pradelière",
    "Bellecroix",
    "Noirvault",
    "Clairmarais",
    "Gerbeviel",
    "Thiérancourt",
    "Saulzier",
    "Longueraye",
    "Mirvaux",
    "Champdoré",
    "Beaurevoir",
    "Trévignac",
    "Coëtmeur",
    "Fécavel",
    "Arlempdes",
    "Volnière",
    "Jussarupt",
    "Lévigneux",
    "Rocheblave",
    "Sauveterre-Lys",
    "Amblonville",
)
GROUP_ROOTS: tuple[str, ...] = (
    "Aldémar",
    "Castelvin",
    "Nordhal",
    "Ligérienne",
    "Vauclair",
    "Sambrelys",
    "Océanic-Rhuys",
)
NAME_PATTERNS: dict[str, tuple[tuple[str, str], ...]] = {
    "Industrie": (
        ("Ateliers {}", "Mécanique générale"),
        ("{} Usinage", "Mécanique générale"),
        ("Fonderie {}", "Sidérurgie"),
        ("Papeteries {}", "Papier et carton"),
        ("Forges {}", "Sidérurgie"),
        ("{} Mécanique", "Aéronautique"),
        ("{} Industrie", "Automobile"),
        ("Chaudronnerie {}", "Mécanique générale"),
        ("Emboutissage {}", "Automobile"),
    ),
    "Énergie": (
        ("{} Énergies", "Pétrole et gaz"),
        ("Hydro {}", "Hydroélectricité"),
        ("Chaufferies {}", "Chauffage urbain"),
        ("{} Biomasse", "Biomasse"),
        ("Centrales {}", "Hydroélectricité"),
    ),
    "Agroalimentaire": (
        ("Laiterie {}", "Produits laitiers"),
        ("Conserveries {}", "Fruits et légumes"),
        ("Brasserie {}", "Boissons"),
        ("Minoterie {}", "Meunerie"),
        ("Biscuiterie {}", "Biscuiterie"),
        ("Sucrerie {}", "Sucre"),
    ),
    "Chimie": (
        ("{} Chimie", "Chimie de base"),
        ("{} Polymères", "Plastiques"),
        ("Laboratoires {}", "Pharmacie"),
        ("{} Résines", "Chimie fine"),
        ("Peintures {}", "Peintures et vernis"),
    ),
    "Bâtiment": (
        ("Constructions {}", "Construction"),
        ("{} Génie Climatique", "Génie climatique"),
        ("{} Travaux Publics", "Travaux publics"),
        ("{} Eaux & Réseaux", "Traitement de l’eau"),
    ),
    "Distribution": (
        ("{} Distribution", "Fournitures industrielles"),
        ("Comptoir {}", "Négoce technique"),
        ("Fournitures {}", "Fournitures industrielles"),
        ("{} Négoce Technique", "Négoce technique"),
    ),
}
"""Segment → how its companies are named, and the sector such a name belongs to."""

LEGAL_FORMS: tuple[str, ...] = ("", "", " SAS", " SAS", " SA", " SARL")

# family, list price of its middle article in euros, usual gross margin, buyers among all accounts
FAMILIES: tuple[tuple[str, float, float, float], ...] = (
    ("Joints toriques", 14, 0.46, 0.80),
    ("Garnitures mécaniques", 310, 0.41, 0.75),
    ("Tresses et presse-étoupes", 65, 0.43, 0.55),
    ("Pompes centrifuges", 2600, 0.27, 0.45),
    ("Pompes doseuses", 1150, 0.31, 0.40),
    ("Vannes et robinetterie", 240, 0.30, 0.65),
    ("Raccords et brides", 48, 0.34, 0.70),
    ("Flexibles", 120, 0.36, 0.50),
    ("Filtration", 95, 0.38, 0.55),
    ("Instrumentation", 680, 0.33, 0.35),
    ("Pièces de rechange", 180, 0.49, 0.70),
    ("Maintenance et services", 850, 0.37, 0.40),
)
NOUNS: tuple[str, ...] = (
    "Joint torique",
    "Garniture mécanique",
    "Tresse",
    "Pompe centrifuge",
    "Pompe doseuse",
    "Vanne",
    "Bride",
    "Flexible",
    "Cartouche filtrante",
    "Débitmètre",
    "Kit de rechange",
)
VARIANTS: tuple[str, ...] = (
    "série 100",
    "série 120",
    "série 150",
    "série 200",
    "série 250",
    "série 300",
    "inox 316L",
    "PTFE",
    "FKM",
    "haute température",
    "ATEX",
    "version longue",
)
SERVICES: tuple[str, ...] = (
    "Révision en atelier",
    "Révision sur site",
    "Mise en service",
    "Alignement laser",
    "Diagnostic vibratoire",
    "Forfait maintenance trimestriel",
    "Forfait maintenance annuel",
    "Formation des opérateurs",
    "Audit étanchéité",
    "Astreinte",
    "Déplacement",
    "Essai hydraulique",
)

FIRST_NAMES: tuple[str, ...] = (
    "Anne",
    "Bruno",
    "Camille",
    "David",
    "Émilie",
    "François",
    "Gaëlle",
    "Hugues",
    "Isabelle",
    "Jérôme",
    "Laurence",
    "Mehdi",
    "Nathalie",
    "Pascal",
    "Raphaël",
    "Sandrine",
    "Théo",
    "Valérie",
    "Xavier",
    "Yasmine",
)
LAST_NAMES: tuple[str, ...] = (
    "Abrial",
    "Barthas",
    "Cazeneuve",
    "Dhuicq",
    "Estève",
    "Fournival",
    "Grandjean",
    "Hénaff",
    "Jacquemet",
    "Kerbrat",
    "Lafargue",
    "Montel",
    "Noguès",
    "Ollivier",
    "Pruvost",
    "Quentin",
    "Rigaudière",
    "Schaeffer",
    "Teissier",
    "Vidalenc",
)


def account_code(index: int) -> str:
    """Code of the n-th account ever opened: five digits with leading zeros, not consecutive."""
    return f"C{123 + 7 * index:05d}"
