"""What clerks write over the columns of a list of people sought, in English, Ukrainian and Russian.
Data only: add freely. Case, spaces, punctuation and letters that look alike do not matter.
"""

from repatriation.tables.headings import Meanings
from repatriation.tables.words import phrases

SYNONYMS = {
    "record_id": phrases(
        """
        person record id, record id, id, identifier, register no, register number, reference,
        ідентифікатор, номер запису, номер у реєстрі, реєстровий номер, № запису, идентификатор,
        номер записи, номер в реестре, реестровый номер, № записи
        """
    ),
    "name": phrases(
        """
        full name, name, name as written, surname and name, name surname, піб, п і б, прізвище
        ім'я по батькові, прізвище ім'я, прізвище та ім'я, повне ім'я, фио, ф и о, фамилия имя
        отчество, фамилия имя, фамилия и имя, полное имя
        """
    ),
    "surname": phrases(
        """
        last name, family name, surname, прізвище, прізвища, призвіще, фамилия, фамилии
        """
    ),
    "given_name": phrases(
        """
        first name, given name, forename, given names, christian name, ім'я, імя, власне ім'я, имя
        """
    ),
    "patronymic": phrases(
        """
        patronymic, middle name, father's name, по батькові, побатькові, отчество
        """
    ),
    "born_on": phrases(
        """
        date of birth, birth date, birthdate, born, born on, dob, year of birth, birth year, дата
        народження, рік народження, д н, р н, народився, народилася, дата рождения, год рождения,
        д р, г р, родился, родилась
        """
    ),
    "sex": phrases("sex, gender, стать, пол"),
    "stature_cm": phrases(
        """
        stature, stature cm, height, height cm, body height, зріст, зріст см, рост, рост см
        """
    ),
    "rank": phrases("rank, military rank, звання, військове звання, звание, воинское звание"),
    "unit": phrases(
        """
        unit, military unit, brigade, частина, військова частина, в ч, підрозділ,
        бригада, часть, воинская часть, войсковая часть, подразделение
        """
    ),
    "service_number": phrases(
        """
        service no, service number, military id, military id number, personal number, номер
        військового квитка, військовий квиток, особистий номер, номер посвідчення, номер военного
        билета, военный билет, личный номер, номер удостоверения
        """
    ),
    "disc_number": phrases(
        """
        disc number, disc no, identity disc, identity disc number, dog tag, dog tag number, tag
        number, жетон, номер жетона, номер жетону, особистий жетон, личный жетон, номер личного
        жетона
        """
    ),
    "last_seen_on": phrases(
        """
        last seen, last seen on, last seen date, date last seen, missing since, date of
        disappearance, last contact, date of last contact, дата зникнення, зник, зникла, зник
        безвісти, дата зникнення безвісти, востаннє бачили, останній зв'язок, дата останнього
        зв'язку, дата исчезновения, пропал, пропала, пропал без вести, последний раз видели,
        последняя связь, дата последней связи
        """
    ),
    "last_seen_from": phrases("last seen from, зник від, пропал от"),
    "last_seen_to": phrases("last seen to, зник до, пропал до"),
    "last_seen_place": phrases(
        """
        place last seen, last seen place, last seen at, place of disappearance, last known
        location, last known place, місце зникнення, де зник, де бачили востаннє, місце останнього
        зв'язку, место исчезновения, где пропал, где видели последний раз, место последней связи
        """
    ),
    "description": phrases(
        """
        description, distinguishing marks, special marks, опис, прикмети, особливі прикмети,
        описание, приметы, особые приметы
        """
    ),
    "circumstances": phrases(
        """
        circumstances, circumstances of disappearance, обставини, обставини зникнення,
        обстоятельства, обстоятельства исчезновения
        """
    ),
    "told_by": phrases(
        """
        source, told by, reported by, informant, джерело, заявник, повідомив, хто повідомив,
        источник, заявитель, сообщил, кто сообщил
        """
    ),
    "phone": phrases(
        """
        phone, telephone, phone number, contact phone, mobile, телефон, номер телефону, контактний
        телефон, тел, контакт, контакти, номер телефона, контактный телефон, контакты, e-mail,
        email, пошта, почта
        """
    ),
}
MEANINGS = Meanings(SYNONYMS)
COLUMNS = tuple(SYNONYMS)
NEVER_READ = "phone"  # a contact has its place with a relative, where each reading is written down
DATES = ("born_on", "last_seen_on", "last_seen_from", "last_seen_to")
# Characters; a test holds them against the store.
LONGEST = {
    "surname": 120,
    "given_name": 120,
    "patronymic": 120,
    "rank": 80,
    "unit": 120,
    "service_number": 40,
    "disc_number": 40,
    "last_seen_place": 200,
    "description": 2000,
    "circumstances": 4000,
    "told_by": 120,
    "record_id": 300,
}
SEXES = {
    "male": phrases("m, male, man, ч, чол, чоловіча, чоловік, чоловічий, м, муж, мужской, мужчина"),
    "female": phrases("f, female, woman, ж, жін, жіноча, жінка, жен, женский, женщина"),
}
