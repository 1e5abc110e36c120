"""Words that company names share: legal forms, and words for what a company does.

Folded as `names.folded` makes them: small, without accents and dots. Legal forms by country after
ISO 20275 (GLEIF's list of entity legal forms) and each country's company law.
"""

from __future__ import annotations

# several words of one form are written with `_`
_FORMS = """
    inc incorporated llc lllp llp lp pllc pc pbc corp corporation co company cos
    ltd limited plc cic unlimited pty pte pvt private_limited public_limited_company
    gmbh mbh ggmbh ag kg kgaa ohg og ug gbr ev eg ek partg aktiengesellschaft gesbr
    gesellschaft_mit_beschrankter_haftung haftungsbeschrankt stiftung se sce
    sa s_a sas sasu sarl eurl snc sca scop sci scs gie sep societe_anonyme
    sl slu sll slne sau sad sat scp scom s_com scoop s_coop sc cb sapi sab cv de_cv de_rl s_de_rl
    srl spa sapa sagl scrl soc_coop
    ltda eireli epp me ei sgps lda unipessoal
    bv b_v nv n_v vof bvba sprl cvba vzw asbl stichting cooperatief
    ab publ hb kb oy oyj ky tmi as asa a_s ans ba aps i_s k_s p_s amba ehf hf
    sro s_r_o spol_s_ro vos doo dd jdoo kft zrt nyrt bt kkt sp_z_oo spzoo zoo sp_k sp_j ska spj
    srl_d eood ood ead ad uab sia ou ooo oao zao pao tov
    ооо оао зао пао ао ип тов тоо αε εε οε επε ικε
    kk k_k gk yk 株 有 合 주 유 株式会社 有限会社 合同会社 合資会社 주식회사 유한회사
    有限公司 有限责任公司 股份有限公司 集团 集團
    pt tbk bhd sdn_bhd anonim_sirketi limited_sirketi ltd_sti as_tic san_tic san_ve_tic
    group grupo gruppe groupe gruppo holding holdings hldg hldgs grp
"""

# of these, the ones that stand before the name
_BEFORE = """
    ooo oao zao pao tov ооо оао зао пао ао ип тов тоо uab sia pt kk
    株 有 合 주 유 株式会社 有限会社 合同会社 合資会社 주식회사 유한회사
    stichting firma fa grupo groupe gruppo the
"""

# Forms that other scripts write without a space between them and the name.
GLUED = ("株式会社", "有限会社", "合同会社", "合資会社", "주식회사", "유한회사",
         "股份有限公司", "有限责任公司", "有限公司")  # fmt: skip

# What different books write for one form.
SAME_FORM = {
    "incorporated": "inc", "corporation": "corp", "company": "co", "cos": "co", "limited": "ltd",
    "private_limited": "pvt_ltd", "public_limited_company": "plc", "aktiengesellschaft": "ag",
    "gesellschaft_mit_beschrankter_haftung": "gmbh", "s_a": "sa", "societe_anonyme": "sa",
    "a_s": "as", "b_v": "bv", "n_v": "nv", "s_r_o": "sro", "spzoo": "sp_z_oo", "zoo": "sp_z_oo",
    "k_k": "kk", "株式会社": "kk", "株": "kk", "有限会社": "yk", "有": "yk", "주식회사": "주",
    "holdings": "holding", "hldg": "holding", "hldgs": "holding", "grp": "group",
    "ооо": "ooo", "оао": "oao", "зао": "zao", "пао": "pao",
}  # fmt: skip

# Short forms that are neither the word's beginning nor its consonants.
SHORT_FOR = {
    "bros": "brothers", "natl": "national", "govt": "government", "dept": "department",
    "comms": "communications", "hnos": "hermanos", "cia": "compania", "cie": "compagnie",
    "ste": "societe", "ets": "etablissements", "flli": "fratelli", "intl": "international",
    "mt": "mount", "ft": "fort",
}  # fmt: skip

# What many companies do, are, or are called after: such a word alone tells no company.
_COMMON = """
    energy power solar electric electrical electronics electronic oil gas petroleum water
    logistics transport transportation trucking shipping freight cargo airlines air aviation marine
    software systems system solutions solution technology technologies tech digital data cloud
    network networks telecom telecommunications communications media online web internet cyber
    security consulting consultants advisors advisory services service management partners
    partnership associates agency studio studios design creative marketing advertising
    bank banking financial finance capital investment investments insurance assurance trust
    ventures equity fund funds asset assets credit leasing
    pharma pharmaceutical pharmaceuticals biotech bio medical health healthcare hospital clinic
    clinics dental care labs lab laboratories laboratory life sciences science therapeutics
    foods food beverage beverages brewing brewery bakery restaurant restaurants catering farms
    farm agriculture agro dairy meat fruit coffee tea wine
    retail stores store shop shops supermarket market markets trading trade wholesale
    distribution distributors supply imports exports import export commerce ecommerce
    manufacturing industries industry industrial factory works engineering machinery machines
    tools metal metals steel iron mining minerals materials plastics chemical chemicals paper
    packaging glass textile textiles apparel fashion furniture wood timber paint
    construction building builders buildings contractors properties property real estate realty
    homes home housing development developments architects infrastructure cement concrete
    auto automotive motors motor cars vehicles parts tires aerospace
    education school schools university college academy institute training learning books
    publishing press news entertainment games gaming sports sport fitness travel tours tourism
    hotel hotels resort resorts leisure events music film
    international global worldwide national united american european world first general
    advanced premier modern new north south east west northern southern eastern western central
    pacific atlantic city sons brothers bros enterprises enterprise products product concepts
    innovations innovation research analytics intelligence robotics automation
    of for and the de la le les du des del di da do der die das von van den het el los las og och
    und et y e en i ve em im am zum zur sur sous
    energie energia energias strom elektro elektronik elektrotechnik technik technologie
    technologien
    systeme systemes sistemas sistemi systemen losungen solucoes soluciones soluzioni dienste
    dienstleistungen servicios servicos servizi diensten beratung consultoria consulenza conseil
    bau bauunternehmen hoch tiefbau construcciones construcoes costruzioni bouw handel handels
    vertrieb comercio comercial commercio logistik logistica logistique spedition transporte
    transportes trasporti transports versicherung versicherungen seguros assurances assicurazioni
    banco banca banque bank sparkasse kredit finanz finanzas financeira immobilien inmobiliaria
    imobiliaria immobiliare immobilier vastgoed maschinenbau maschinen werke werk industrie
    industrias industria industriale fabrik lebensmittel alimentos alimentari alimentaire
    getranke brauerei backerei metzgerei gesundheit salud saude salute sante klinik apotheke
    pharmazie chemie quimica chimica chimie metall metalle stahl holz papier druck verlag
    medien reisen viajes viagens viaggi voyages hotels gastronomie autohaus automobile
"""

# Who belongs to a family's firm: Berger et Fils is not Berger.
_KIN = """
    sons son brothers daughters family associates partners partner sohne hijos hermanos familia
    asociados fils freres associes figli fratelli associati filhos irmaos associados zonen gebruder
    gebroeders broers soner bracia syn synowie cie compagnie compania
"""

# Where a part of a company sits: it stays the same company.
_PLACES = """
    deutschland germany france espana spain italia italy nederland polska brasil brazil mexico
    uk usa us europe europa america asia africa india china japan canada austria suisse schweiz
    switzerland australia
    emea apac latam dach nordics benelux global international worldwide hq headquarters office
    offices branch filiale niederlassung sucursal sede
"""


def _phrases(words: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(word.split("_")) for word in words.split())


FORMS = _phrases(_FORMS)
FORMS_BEFORE = _phrases(_BEFORE)
LONGEST_FORM = max(map(len, FORMS))
KIN = frozenset(_KIN.split())
PLACES = frozenset(_PLACES.split())
COMMON = frozenset(_COMMON.split()) | KIN | PLACES
