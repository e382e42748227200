/*
 * language_tables.c - what languages are known by; see language_tables.h.
 *
 * The words are the commonest of each language that carry grammar rather than
 * matter, in lower case. Words that two languages share stand in both.
 */
#include "text/language_tables.h"

const struct language languages[] = {
    {"en", "English", SCRIPT_LATIN,
     "the of and to that for with by from this which are be have has not we "
     "our it its as at his their they will shall or is was were in on an he "
     "who you but been would these any all such than"},
    {"fr", "French", SCRIPT_LATIN,
     "le la les de des du et en un une est que qui dans pour par sur au aux "
     "avec pas ce cette ces son sa ses ou il elle ne se sont nous vous leur "
     "leurs toute tout plus"},
    {"es", "Spanish", SCRIPT_LATIN,
     "el la los las de del y en un una que es por para con se su sus al lo no "
     "como o a ha son toda todo este esta entre sin sobre"},
    {"de", "German", SCRIPT_LATIN,
     "der die das und in zu den von mit ist des im dem nicht ein eine einer "
     "auf für sich als auch es an werden wird aus hat oder sind bei nach "
     "durch über jeder"},
    {"it", "Italian", SCRIPT_LATIN,
     "il la le lo gli di del della dei delle e in un una che per con non si "
     "sono da al alla nel nella ogni come su ha ed o dal dalla più"},
    {"pt", "Portuguese", SCRIPT_LATIN,
     "o a os as de do da dos das e em um uma que por para com não se no "
     "na nos nas ao à é ou seu sua mais como pelo pela todo toda"},
    {"nl", "Dutch", SCRIPT_LATIN,
     "de het een en van in is dat op te voor met zijn die aan niet er ook als "
     "door bij of om tot uit worden wordt heeft naar over zal dit ieder"},
    {"pl", "Polish", SCRIPT_LATIN,
     "w i z na do nie że jest się o od przez dla oraz lub ma jego "
     "który które po za jak co przy każdy prawo tym jako są"},
    {"tr", "Turkish", SCRIPT_LATIN,
     "ve bir bu için ile her da de veya olan olarak ki gibi daha en ya "
     "hakkı kadar türlü olmak vardır haiz ancak hiç "
     "bütün kendi şahsın değil sonra"},
    {"id", "Indonesian", SCRIPT_LATIN,
     "yang dan di dengan untuk dari ini dalam atau tidak pada itu adalah oleh "
     "orang setiap berhak akan sebagai ke telah hak"},
    {"sw", "Swahili", SCRIPT_LATIN,
     "ya na wa kwa ni za la katika kila mtu au kama cha hii yake kuwa bila "
     "haki vya watu wake ana hiyo"},
    {"vi", "Vietnamese", SCRIPT_LATIN,
     "và của các có được là "
     "trong cho người những không với "
     "mọi một về theo hay quyền để"},
    {"sv", "Swedish", SCRIPT_LATIN,
     "och att det som en på är av för med till den har inte "
     "om ett i eller var rätt skall envar de från"},
    {"da", "Danish", SCRIPT_LATIN,
     "og at det som en på er af for med til den har ikke om et i eller "
     "ret skal enhver de fra ved blev"},
    {"no", "Norwegian", SCRIPT_LATIN,
     "og at det som en på er av for med til den har ikke om et i eller "
     "rett skal enhver de fra ved ble"},
    {"fi", "Finnish", SCRIPT_LATIN,
     "ja on ei se että joka tai ovat hän kun myös jokaisella "
     "oikeus sen ole mutta kuin näiden sekä"},
    {"cs", "Czech", SCRIPT_LATIN,
     "a v na se je že s z do o pro k za nebo má jeho každý "
     "právo jako by jsou které při"},
    {"ro", "Romanian", SCRIPT_LATIN,
     "şi și de la în a cu pe din care nu să o un este pentru "
     "orice sau dreptul sunt ce mai"},
    {"hu", "Hungarian", SCRIPT_LATIN,
     "a az és hogy nem is egy van minden meg joga személynek vagy "
     "ez más sem csak"},
    {"ru", "Russian", SCRIPT_CYRILLIC,
     "и в не на с "
     "что по как "
     "к из для от "
     "или о его "
     "при до"},
    {"uk", "Ukrainian", SCRIPT_CYRILLIC,
     "і в не на з "
     "що по та до "
     "від для або "
     "його й у як"},
    {"bg", "Bulgarian", SCRIPT_CYRILLIC,
     "и на да се от "
     "в за е не по "
     "са или с като от"},
    {"sr", "Serbian", SCRIPT_CYRILLIC,
     "и у је да се "
     "на од за са "
     "не или сваки који има"},
    {"ar", "Arabic", SCRIPT_ARABIC,
     "في من على "
     "إلى أن أو "
     "هذا التي كل "
     "لكل عن لا "
     "القرار"},
    {"fa", "Persian", SCRIPT_ARABIC,
     "و در به از که "
     "این را با "
     "است آن برای "
     "یا هر"},
    {"ur", "Urdu", SCRIPT_ARABIC,
     "کے میں کی ہے "
     "اور سے کو کا "
     "اس پر ہیں نے"},
    {"hi", "Hindi", SCRIPT_DEVANAGARI,
     "के में "
     "की है और "
     "से को का "
     "या हो"},
    {"mr", "Marathi", SCRIPT_DEVANAGARI, "आणि आहे व च्या किंवा हे"},
    {"ne", "Nepali", SCRIPT_DEVANAGARI, "छ र मा छन् वा प्रत्येक"},
    {"zh", "Chinese", SCRIPT_HAN, ""},
    {"ja", "Japanese", SCRIPT_KANA, ""},
    {"ko", "Korean", SCRIPT_HANGUL, ""},
    {"he", "Hebrew", SCRIPT_HEBREW, ""},
    {"el", "Greek", SCRIPT_GREEK, ""},
    {"th", "Thai", SCRIPT_THAI, ""},
    {"hy", "Armenian", SCRIPT_ARMENIAN, ""},
    {"ka", "Georgian", SCRIPT_GEORGIAN, ""},
    {"bn", "Bengali", SCRIPT_BENGALI, ""},
    {"pa", "Punjabi", SCRIPT_GURMUKHI, ""},
    {"gu", "Gujarati", SCRIPT_GUJARATI, ""},
    {"ta", "Tamil", SCRIPT_TAMIL, ""},
    {"te", "Telugu", SCRIPT_TELUGU, ""},
    {"kn", "Kannada", SCRIPT_KANNADA, ""},
    {"ml", "Malayalam", SCRIPT_MALAYALAM, ""},
    {"si", "Sinhala", SCRIPT_SINHALA, ""},
    {"lo", "Lao", SCRIPT_LAO, ""},
    {"my", "Burmese", SCRIPT_MYANMAR, ""},
    {"am", "Amharic", SCRIPT_ETHIOPIC, ""},
    {"km", "Khmer", SCRIPT_KHMER, ""},
};

const size_t language_count = sizeof(languages) / sizeof(*languages);

const struct script_range script_ranges[] = {
    {0x41, 0x24F, SCRIPT_LATIN},      {0x370, 0x3FF, SCRIPT_GREEK},
    {0x400, 0x52F, SCRIPT_CYRILLIC},  {0x530, 0x58F, SCRIPT_ARMENIAN},
    {0x590, 0x5FF, SCRIPT_HEBREW},    {0x600, 0x6FF, SCRIPT_ARABIC},
    {0x750, 0x77F, SCRIPT_ARABIC},    {0x900, 0x97F, SCRIPT_DEVANAGARI},
    {0x980, 0x9FF, SCRIPT_BENGALI},   {0xA00, 0xA7F, SCRIPT_GURMUKHI},
    {0xA80, 0xAFF, SCRIPT_GUJARATI},  {0xB80, 0xBFF, SCRIPT_TAMIL},
    {0xC00, 0xC7F, SCRIPT_TELUGU},    {0xC80, 0xCFF, SCRIPT_KANNADA},
    {0xD00, 0xD7F, SCRIPT_MALAYALAM}, {0xD80, 0xDFF, SCRIPT_SINHALA},
    {0xE00, 0xE7F, SCRIPT_THAI},      {0xE80, 0xEFF, SCRIPT_LAO},
    {0x1000, 0x109F, SCRIPT_MYANMAR}, {0x10A0, 0x10FF, SCRIPT_GEORGIAN},
    {0x1100, 0x11FF, SCRIPT_HANGUL},  {0x1200, 0x139F, SCRIPT_ETHIOPIC},
    {0x1780, 0x17FF, SCRIPT_KHMER},   {0x1E00, 0x1EFF, SCRIPT_LATIN},
    {0x1F00, 0x1FFF, SCRIPT_GREEK},   {0x3040, 0x30FF, SCRIPT_KANA},
    {0x3400, 0x9FFF, SCRIPT_HAN},     {0xAC00, 0xD7A3, SCRIPT_HANGUL},
    {0xF900, 0xFAFF, SCRIPT_HAN},     {0xFB50, 0xFDFF, SCRIPT_ARABIC},
    {0xFE70, 0xFEFE, SCRIPT_ARABIC},  {0xFF66, 0xFF9F, SCRIPT_KANA},
    {0x20000, 0x3FFFF, SCRIPT_HAN},
};

const size_t script_range_count = sizeof(script_ranges) /
                                  sizeof(*script_ranges);
