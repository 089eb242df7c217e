/**
 * Languages so near to each other that the model takes one for another, and what only some of them write: function words and
 * spellings, which no topic brings. `x-` stands for words that begin so, `-x` for words that end so, `=x` for words that
 * hold it.
 */
export const relatedLanguages = [
    {
        members: ['no', 'nn', 'da'],
        marks: [
            {
                of: ['no', 'nn'],
                words: 'av etter mellom bli blir gjennom opp ut inn språk rett måte feil -sjon -sjonen -sjonar -sjoner arbeid',
            },
            {
                of: ['no', 'da'],
                words: 'ikke jeg en et de fra være hver enhver selv hvor hvordan hvis eneste',
            },
            {
                of: ['no'],
                words: 'uten hva noen noe blitt ble nå mye gi vennligst rettigheter frihet -het -heten -heter måtte trenger',
            },
            {
                of: ['nn'],
                words: 'ikkje eg ein eit ei dei frå kva noko nokon nokre vere vera vart vert verta verte sjølv kvar ' +
                    'korleis berre utan mykje gje kven kor dersom rettar fridom -leg -lege -ane heile saman deira namn',
            },
            {
                of: ['da'],
                words: 'af hvad nogen noget nogle blive bliver blev blevet op ud ind nu meget sprog ret måde fejl gennem ' +
                    'mellem uden efter -hed -heden -heder -tion -tionen -tioner venligst arbejde have hvert give tilføj',
            },
        ],
    },
    {
        members: ['hr', 'sr', 'bs'],
        marks: [
            {
                of: ['hr', 'bs'],
                words: '=vjer osigura- =mjest =vrijed =mjen =bjedn =sljed gdje ovdje prije poslije uvijek vrijeme cijeli ' +
                    'cijele cijelu dio dijete djeca djece djel- čovjek- riječ- uspješn- primjer- zahtjev- promijen- ' +
                    'izmijen- savjest- svijest- svijet- mjer- rješ- lijep- dijel- općin- opći opće općih opću uopće ' +
                    'osob- odab- njezin- ljekar- liječ- izvješ- smije htjel- također nasljed- sprječ- razumijev- ' +
                    'obavijest-',
            },
            {
                of: ['sr', 'bs'],
                words: 'ko neko niko svako uslov- saradnj- porodic- evrop- hiljad- sedmic- nedelj- muzik- univerzitet- ' +
                    'tačk- tačn- sistem- šta takođe -isati -isan -isana preduze- sajt- ponovo tabel- nezavis- učestv- ' +
                    'osnovu saglasn- kompjuter- hljeb-',
            },
            {
                of: ['hr'],
                words: 'ponovno tablic- neovis- sudjel- temelju suglasn- računal- kruh- tko netko nitko svatko tijekom ' +
                    'obitelj- suradnj- uvjet- sveučiliš- tisuć- tjed- glazb- povijest- europ- zapork- poslužitelj- ' +
                    'točk- točn- sustav- kazališt- poput nazočn- tvrtk- -irati -iran -irana -irane naobrazb- promidžb- ' +
                    'iznimk- glede odgoj- čimbenik- odvjetni- ured- podrijetl- stanovit-',
            },
            {
                of: ['bs'],
                words: 'lahko historij-',
            },
            {
                of: ['sr'],
                words: '=obelež prover- svetl- umetn- gde ovde pre posle uvek vreme vremena vrednost- mesto mesta mestu ' +
                    'ceo celi cele celu deo dete deca dece dečj- čovek- čoveč- reč reči rečima uspešn- primer primera ' +
                    'primeri zahtev- promen- izmen- savest- svest svesti svet sveta svetu veroispoved- reš- sledeć- ' +
                    'posled- lep- opšt- uopšte bezbedn- lekar- razume delatn- del dela verovatn- obavešten- nasled- ' +
                    'delim- telesn- sprovod- sprovede lične istorij-',
            },
        ],
    },
    {
        members: ['sr', 'mk'],
        marks: [
            {
                of: ['sr'],
                words: 'је у није који која које са ће =ђ =ћ сте бити нису',
            },
            {
                of: ['mk'],
                words: 'во со е сите =ѓ =ќ =ѕ ќе секој бидат биде секое',
            },
        ],
    },
    {
        members: ['id', 'ms'],
        marks: [
            {
                of: ['id'],
                words: 'karena perserikatan memperoleh kelompok kegiatan kewajiban kesempatan pernyataan butuh dihapus ' +
                    'penghapusan diizinkan bisa bahwa kantor uang mobil coba berbeda silakan berkas perusahaan tanggal ' +
                    'nomor situs surel sandi harus memiliki resmi kesehatan pengadilan peradilan kebutuhan perlakuan ' +
                    'siapapun apapun manapun pernikahan perkawinan yaitu yakni informasi pemerintah berbagai ' +
                    'internasional hukum saja anak pendidikan demi saat dari kolom jika tautan hapus beberapa bagian ' +
                    'terjadi sedang memasukkan isian silahkan dirinya maupun dimana',
            },
            {
                of: ['ms'],
                words: 'kerana kumpulan kewajipan perisytiharan dibenarkan bahawa bahawasanya adakah sejagat kerjasama ' +
                    'tertakluk lelaki pejabat wang kereta cuba berbeza sila fail syarikat tarikh nombor emel pautan ' +
                    'laluan medan rasmi kesihatan mahkamah kehakiman keperluan layanan sesiapa perkahwinan ialah iaitu ' +
                    'maklumat kerajaan sebarang pelbagai antarabangsa sahaja kanak pelajaran semasa apabila ' +
                    'hendaklahlah pertubuhan perlembagaan mestilah asas padam sekiranya ruangan manakala mengikut ' +
                    'melainkan jua mana hendak tiada keselamatan sewenang',
            },
        ],
    },
    {
        members: ['nl', 'af'],
        marks: [
            {
                of: ['nl'],
                words: 'de een niet zijn wordt worden voor deze zal zij hun naar -ij -lijk -atie =ij bij alleen',
            },
            {
                of: ['af'],
                words: 'nie hierdie vir hulle sal wees deur ŉ asseblief jou word -lik -likheid moenie by slegs kies hê sy ' +
                    'gebruik asook almal menslike lewe volke regte enige wagwoord lêer vrylik vrae -asie n',
            },
        ],
    },
    {
        members: ['gl', 'es', 'pt'],
        marks: [
            {
                of: ['gl', 'pt'],
                words: 'e os do da dos das ao aos á ou na nas é -dade -dades seu sua seus',
            },
            {
                of: ['gl', 'es'],
                words: 'en -ción un ningún',
            },
            {
                of: ['gl'],
                words: 'unha unhas non máis polo pola polos polas nunha -cións calquera ten coa cos cun cunha nin xa moi ' +
                    'dereito dereitos tódol- estean persoa- deste ó ós',
            },
            {
                of: ['es'],
                words: 'el los las una unas y del al es más -ciones -dad su sus lo esta derecho puede la',
            },
            {
                of: ['pt'],
                words: 'em um uma umas não mais pelo pela pelos pelas -ção -ções -agem numa qualquer são também direito ' +
                    'direitos tem com =ã =õ',
            },
        ],
    },
    {
        members: ['cs', 'sk'],
        marks: [
            {
                of: ['cs'],
                words: 'se není který která které nebo pro při být jako jen jsou =ř =ě =ů své',
            },
            {
                of: ['sk'],
                words: 'sa nie ktorý ktorá ktoré alebo pre pri byť ako iba len sú =ľ =ĺ =ŕ =ô =ä môže svoje',
            },
        ],
    },
];
//# sourceMappingURL=language-marks.js.map