"""How clerks head the columns, in English, Ukrainian and Russian. Data only: add freely.

Case, spaces and punctuation do not matter, nor do letters that look alike; so no commas inside.
“№”, “number” and the like may stand before or behind each.
"""

from repatriation.tables.words import phrases

SYNONYMS = {
    "label": phrases(
        """
        label, tag, bag tag, label text, marking, mark, toe tag, bag mark, bag no, bag number,
        bag id, bag label, body bag no, container no, body bag number, container number,
        container id, container label, sender label, sender's label, body no, body number, label
        no, tag id, body tag, box no, маркування, бирки, бирка, ярлика, ярлик, етикетки,
        етикетка, мітка, номер мішка, № мішка, мішок №, номер пакета, № пакета, номер пакету, №
        пакету, номер контейнера, № контейнера, маркування мішка, маркування пакета, номер тіла,
        № тіла, номер останків, напис на бирці, напис на мішку, маркувальний номер,
        ідентифікаційний номер, номер упаковки, № упаковки, номер бірки, № бірки, бірка, номер
        труни, позначення, маркування контейнера, маркировка, маркировки, этикетки, этикетка,
        ярлыка, ярлык, метка, номер мешка, № мешка, мешок №, маркировка мешка, маркировка
        пакета, номер тела, № тела, номер останков, надпись на бирке, надпись на мешке,
        маркировочный номер, идентификационный номер, номер гроба, обозначение, маркировка
        контейнера, маркировочная бирка, маркування на мішку, маркировка на мешке, номер на
        мішку, номер на мешке, номер на бирці, номер на бирке, маркування тіла, маркировка тела,
        birka, markuvannia, markirovka, nomer mishka, nomer meshka
        """
    ),
    "seal": phrases(
        """
        seal, seal numbers, seal id, security seal, security seal number, пломба, пломби,
        пломби, номери пломб, опломбування, печатка, пломбы, пломбы, номера пломб,
        опломбирование, пломбирование, печать
        """
    ),
    "container_kind": phrases(
        """
        container kind, kind, type, container, container type, type of container, kind of
        container, packaging, package, package type, packing, вид упаковки, тип упаковки,
        упаковка, тара, вид тари, тип тари, вид, вид контейнера, тип контейнера, контейнер,
        паковання, пакування, тип, вид пакування, вид тары, тип тары, тип мешка, тип мішка, вид
        мішка, вид емкости, вид мешка
        """
    ),
    "claimed_individuals": phrases(
        """
        claimed individuals, individuals, no of individuals, number of individuals, number of
        people, people, persons, no of persons, number of persons, count, quantity, qty, number
        of bodies, bodies, number of remains, кількість, кількість осіб, кількість людей,
        кількість тіл, кількість останків, к-сть, к-сть осіб, к-сть тіл, число осіб, осіб,
        кіл-ть, кількість загиблих, заявлена кількість осіб, кількість померлих, кіл-сть,
        количество, количество человек, количество людей, количество тел, кол-во, количество
        лиц, кол-во тел, кол-во человек, количество останков, число лиц, число тел, человек,
        количество погибших, заявленное количество лиц
        """
    ),
    "claimed_name": phrases(
        """
        claimed name, name, full name, name as written, presumed name, identity, claimed
        identity, name of the deceased, surname and name, name and surname, surname name
        patronymic, last name first name, surname given name, піб, п.і.б., п.і.п., піп, прізвище
        ім'я по батькові, прізвище та ім'я, прізвище ім'я, прізвище та ініціали, прізвище ім'я
        та по батькові, особа, піб загиблого, піб померлого, піб (за наявності), ймовірна особа,
        піб особи, імовірна особа, прізвище власне ім'я по батькові, власне ім'я та прізвище,
        фио, ф.и.о., фамилия имя отчество, фамилия и имя, фамилия имя, личность, фио погибшего,
        фио умершего, фамилия и инициалы, предполагаемая личность, фамилия имя и отчество,
        установочные данные, лицо, фио (при наличии),
        fio, f.i.o., pib
        """
    ),
    "claimed_surname": phrases(
        """
        claimed surname, surname, last name, family name, прізвище, фамилия, прізвище загиблого,
        фамилия погибшего
        """
    ),
    "claimed_given_name": phrases(
        """
        claimed given name, given name, first name, forename, given names, ім'я, власне ім'я,
        имя, ім'я загиблого, имя погибшего
        """
    ),
    "claimed_patronymic": phrases(
        """
        claimed patronymic, patronymic, middle name, father's name, по батькові, отчество, ім'я
        по батькові
        """
    ),
    "claimed_birth_date": phrases(
        """
        claimed birth date, birth date, date of birth, dob, born, birthdate, year of birth, born
        on, birth year, birthday, дата народження, рік народження, д.н., р.н., день народження,
        народився, дата та рік народження, число місяць рік народження, дата нар., дата народж.,
        народж., дата рождения, год рождения, д.р., г.р., день рождения, дата рожд., дата
        рожден., число месяц год рождения, родился
        """
    ),
    "claimed_affiliation": phrases(
        """
        claimed affiliation, affiliation, side, whose, party, belonging, належність,
        приналежність, сторона, заявлена належність, чий, чиї, належність останків, державна
        належність, належність до сторони, принадлежность, заявленная принадлежность, чей, чьи,
        принадлежность останков, государственная принадлежность
        """
    ),
    "claimed_rank": phrases(
        """
        claimed rank, rank, military rank, звання, військове звання, в/зв, звание, воинское
        звание, військ. звання, воин. звание
        """
    ),
    "claimed_unit": phrases(
        """
        claimed unit, unit, military unit, regiment, brigade, formation, підрозділ, військова
        частина, в/ч, частина, бригада, № в/ч, номер в/ч, номер військової частини, військ.
        частина, з'єднання, військове формування, подразделение, воинская часть, войсковая
        часть, часть, номер воинской части, соединение, воинское формирование
        """
    ),
    "claimed_service_number": phrases(
        """
        claimed service number, service number, service no, disc number, dog tag, identity disc,
        disc, dog tag number, military id, personal number, особовий номер, жетона, жетон,
        особового жетона, особистий номер, службовий номер, номер військового квитка, смертного
        жетона, личный номер, личного жетона, служебный номер, номер военного билета, личный №,
        особовий №, особовий жетон, личный жетон
        """
    ),
    "origin_place": phrases(
        """
        origin place, place, place found, place of recovery, recovery place, origin, location,
        found at, place of discovery, settlement, where found, locality, місце, місце виявлення,
        місце знаходження, місце вилучення, населений пункт, місце підняття, місце евакуації,
        місце загибелі, місце смерті, н.п., звідки, місце пошуку, де виявлено, місце знайдення,
        місце походження, место, место обнаружения, место нахождения, место изъятия, населенный
        пункт, место подъема, место эвакуации, место гибели, место смерти, откуда, место
        находки, где обнаружен, место происхождения
        """
    ),
    "origin_sector": phrases(
        """
        origin sector, sector, direction, area, district, region, front sector, сектор,
        напрямок, район, ділянка, область, район виявлення, напрям, ділянка фронту, направление,
        участок, район обнаружения, участок фронта
        """
    ),
    "origin_facility": phrases(
        """
        origin facility, facility, mortuary, morgue, stored at, hospital, морг, заклад,
        установа, місце зберігання, бюро сме, лікарня, медзаклад, звідки доставлено, заклад
        зберігання, учреждение, место хранения, больница, откуда доставлен, откуда доставлено,
        бюро смэ, медучреждение
        """
    ),
    "recovered_on": phrases(
        """
        recovered on, date recovered, recovery date, date of recovery, date found, found on,
        recovered, date of discovery, дата виявлення, дата вилучення, дата підняття, дата
        евакуації, виявлено, дата знайдення, дата вилучення останків, дата виявлення останків,
        коли виявлено, дата обнаружения, дата изъятия, дата подъема, дата эвакуации, обнаружен,
        дата находки, дата обнаружения останков, когда обнаружен
        """
    ),
    "died_on": phrases(
        """
        died on, date of death, death date, died, killed on, date killed, дата смерті, дата
        загибелі, загинув, помер, дата смерті (загибелі), дата загибелі (смерті), дата смерти,
        дата гибели, погиб, умер, дата гибели (смерти), дата смерти (гибели)
        """
    ),
    "documents": phrases(
        """
        documents, papers, documents found, document, accompanying documents, документи,
        документ, супровідні документи, виявлені документи, документы, сопроводительные
        документы, обнаруженные документы
        """
    ),
    "effects_packet": phrases(
        """
        effects packet, effects, personal effects, belongings, effects packet no, personal
        belongings, property, пакет з речами, особисті речі, речі, майно, номер пакета з речами,
        № пакета з речами, пакет з особистими речами, личные вещи, вещи, пакет с вещами, номер
        пакета с вещами, имущество, пакет с личными вещами, № пакета с вещами
        """
    ),
    "remarks": phrases(
        """
        remarks, remark, notes, note, comment, comments, observations, примітка, примітки,
        коментар, коментарі, зауваження, додатково, додаткова інформація, інше, примечание,
        примечания, комментарий, комментарии, замечания, дополнительно, дополнительная
        информация, прочее, прим., опис, описание
        """
    ),
}

# A running number of the list itself: kept as sent, and no column.
NUMBERING = phrases(
    """
    №, no, nr, n, no., row, line, serial no, item, s/n, position, № з/п, № п/п, з/п, п/п, №
    пп, № зп, номер з/п, номер п/п, n п/п, no п/п, порядковий номер, номер по порядку,
    порядковый номер, номер за порядком, № п.п.
    """
)
NUMBER_WORDS = phrases("№, no, nr, number, номер, n, num, номера, номери")
