"""The words of the lists themselves, in English, Ukrainian and Russian. Data only: add freely.

All are written as `fold_words` leaves them: lower case, е for ё, ' for ’, nothing around.
"""

from repatriation.tables.words import phrases

# Where a label should stand: the sender says that there is none.
NO_LABEL = frozenset(
    phrases(
        """
        label missing, no label, no label on the list, no marking, no number, no tag, not
        labelled, unlabeled, unlabelled, unmarked, without a label, without label, without
        number, without tag, б/б, б/м, б/н, б/номера, без бирки, без бірки, без етикетки, без
        маркировки, без маркировки в списке, без маркування, без метки, без мітки, без номера,
        без номеру, без этикетки, без ярлика, без ярлыка, без no, бирка відсутня, бирка
        отсутствует, бірка відсутня, відсутня бирка, відсутня бірка, відсутнє маркування,
        маркировка отсутствует, маркування відсутнє, не маркований, немає бирки, немає бірки,
        немає маркування, нет бирки, нет маркировки, нет номера, отсутствует бирка, отсутствует
        маркировка, у списку без маркування, у списку немає маркування
        """
    )
)
# Anywhere: nothing is known, which is the same as an empty cell.
NOT_KNOWN = frozenset(
    phrases(
        """
        -, --, ---, ., .., ..., /, //, ?, ??, ???, _, __, n.a, n/a, n/k, na, nil, not available,
        not established, not known, not specified, not stated, null, tbd, unidentified, unknown,
        данные отсутствуют, данных нет, дані відсутні, н/в, н/д, н/и, н/у, не визначено, не
        вказано, не встановлений, не встановлено, не відомо, не известно, не определено, не
        указано, не установлен, не установлено, невстановлений, невстановлено, невідома,
        невідоме, невідомий, невідомо, невідомі, неизвестная, неизвестно, неизвестное,
        неизвестные, неизвестный, нема даних, немає даних, нет данных, неустановленный,
        неустановлено, невст, невід, неизв, неуст, не вст, не уст
        """
    )
)
# In a column that names one thing: there is none. In free text these words say something.
NONE_THERE = frozenset(
    phrases(
        """
        absent, missing, no, none, not present, without, б/н, б/п, без номера, без номеру, без
        пломби, без пломбы, відсутня, відсутнє, відсутні, відсутній, нема, немає, нет, нету, ні,
        отсутствует, отсутствуют
        """
    )
)

KIND_WORDS = {
    "bag": phrases(
        """
        bag, bags, bodybag, sack, pouch, мішок, мішка, мешок, мешка, пакет, пакет-мішок, мішки,
        мешки, мішків, мешков, пвх-мішок, пвх-мешок, чохол, чехол, міш, меш
        """
    ),
    "box": phrases(
        """
        box, boxes, crate, carton, case, ящик, ящики, коробка, короб, скриня, скринька, бокс
        """
    ),
    "coffin": phrases(
        """
        coffin, coffins, casket, труна, домовина, труни, гроб, гробы, саркофаг
        """
    ),
}
AFFILIATION_WORDS = {
    "ours": phrases(
        """
        ours, our, our side, own, own side, our own, наш, наші, наша, наша сторона, свій, свої,
        своя, своя сторона, наши, свой, свои
        """
    ),
    "theirs": phrases(
        """
        theirs, their, their side, other side, the other side, counterpart, other party,
        opposing side, enemy, їхній, їхні, їх, їхня сторона, чужий, чужі, інша сторона, друга
        сторона, протилежна сторона, противник, супротивник, ворог, ваш, ваші, их, чужой, чужие,
        другая сторона, ваши, враг, противоположная сторона, вашей стороны, вашої сторони,
        yours, your side
        """
    ),
    "civilian": phrases(
        """
        civilian, civilians, civil, цивільний, цивільна, цивільні, цив, цивільна особа, мирний
        житель, мирний мешканець, гражданский, гражданская, гражданские, гражданское лицо,
        гражд, мирный житель, мирные жители
        """
    ),
    "other_state": phrases(
        """
        other_state, other state, third state, foreign, foreigner, foreign national, third
        country, other country, інша держава, третя держава, іноземець, іноземний громадянин,
        громадянин іншої держави, іноземна держава, другое государство, третье государство,
        иностранец, иностранный гражданин, иностранное государство, гражданин другого
        государства, третья страна
        """
    ),
    "unknown": phrases(
        """
        unclear, undetermined, not determined, під питанням, под вопросом
        """
    ),
}
PEOPLE = phrases(
    """
    чол, осіб, особа, особи, ос, людини, людина, людей, тіло, тіла, тіл, человек, человека,
    лицо, лица, лиц, тело, тела, тел, шт, од, ед, person, persons, people, individual,
    individuals, body, bodies, pcs
    """
)

# First words of rows that are no lines.
TOTALS = frozenset(
    phrases(
        """
        subtotal, sum, total, totals, вместе, всего, всього, загалом, итог, итоги, итого,
        підсумки, підсумок, разом, усього
        """
    )
)
COUNTED = frozenset(
    phrases(
        """
        bag, bags, boxes, coffins, container, containers, lines, гробов, единиц, контейнеров,
        контейнерів, мешка, мешков, мешок, мішки, мішків, мішок, одиниць, пакетов, пакетів,
        рядків, строк, трун, ящиков, ящиків
        """
    )
)
SIGNATURES = frozenset(
    phrases(
        """
        position, посада, должность, ініціали, инициалы, approved, date, delivered, handed,
        prepared, received, signature, signed, stamp, виконавець, голова, дата, затверджую,
        здав, здала, исполнитель, керівник, комиссия, комісія, м.п, мп, начальник, отпустил,
        передав, передал, передала, передали, печатка, печать, подписи, подпись, председатель,
        представитель, представник, прийняв, прийняла, прийняли, принял, приняла, приняли,
        підпис, підписи, руководитель, сдал, сдала, склав, склала, составил, составила,
        утверждаю, члени, члены
        """
    )
)
PAGE_WORDS = frozenset(
    phrases(
        """
        page, sheet, аркуш, лист, стор, сторінка, стр, страница
        """
    )
)
ERRORS_OF_FORMULAS = frozenset(
    phrases(
        """
        #DIV/0!, #N/A, #NAME?, #NULL!, #NUM!, #REF!, #SPILL!, #VALUE!, #ДІЛ/0!, #ДЕЛ/0!, #ЗНАЧ!,
        #ИМЯ?, #Н/Д, #ПОСИЛАННЯ!, #ПУСТО!, #ССЫЛКА!, #ЧИСЛО!
        """
    )
)
