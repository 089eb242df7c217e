const emoticons = ':) :-) :)) :-)) :))) :-))) (: (-: =) (= :] :-] [: [-: [= =] :o) (o: :} :-} 8) 8-) (-8 ;) ;-) (; (-; :( :-( :(( :-(( ' +
    ":((( :-((( ): )-: =( >:( :') :'-) :'( :'-( :/ :-/ =/ =| :| :-| ]= =[ :1 :P :-P :p :-p :O :-O :o :-o :0 :-0 :() >:o " +
    ':* :-* :3 :-3 =3 :> :-> :X :-X :x :-x :D :-D ;D ;-D =D xD XD xDD XDD 8D 8-D ^_^ ^__^ ^___^ >.< >.> <.< ._. ;_; -_- ' +
    '-__- v.v V.V v_v V_V o_o o_O O_o O_O 0_o o_0 0_0 o.O O.o O.O o.o 0.0 o.0 0.o @_@ <3 <33 <333 </3 (^_^) (-_-) (._.) ' +
    '(>_<) (*_*) (¬_¬) ಠ_ಠ ಠ︵ಠ (ಠ_ಠ) ¯\\(ツ)/¯ (╯°□°）╯︵┻━┻ ><(((*>';
const signs = "\\t \\n — ' \\\") <space> '' C++";
const abbreviations = 'a. b. c. d. e. f. g. h. i. j. k. l. m. n. o. p. q. r. s. t. u. v. w. x. y. z. ä. ö. ü. ' +
    'Ak. Ala. Apr. Ariz. Ark. Aug. Calif. Colo. Conn. Dec. Del. Feb. Fla. Ga. Ia. Id. Ill. Ind. Jan. Jul. Jun. Kan. Kans. ' +
    'Ky. La. Mar. Mass. Mich. Minn. Miss. Mt. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr. Nev. Nov. Oct. Okla. Ore. Pa. S.C. ' +
    'Sep. Sept. Tenn. Va. Wash. Wis. ' +
    'a.m. p.m. Adm. Bros. co. Co. Corp. D.C. Dr. e.g. E.g. E.G. Gen. Gov. i.e. I.e. I.E. Inc. Jr. Ltd. Md. Messrs. Mo. ' +
    'Mont. Mr. Mrs. Ms. Ph.D. Prof. Rep. Rev. Sen. St. vs. v.s.';
const wholeWords = "'S 's ‘S ‘s 're 'd 'Cause 'cause 'cos 'Cos 'coz 'Coz 'cuz 'Cuz 'bout em 'em ll 'll nuff 'nuff and/or w/o ma'am Ma'am " +
    "o'clock O'clock lovin' Lovin' lovin Lovin havin' Havin' havin Havin";
const droppedG = 'doin goin nothin nuthin ol somethin';
const cutWords = [
    "y' all",
    'y all',
    "how 'd 'y",
    "How 'd 'y",
    "not 've",
    'not ve',
    "Not 've",
    'Not ve',
    'can not',
    'Can not',
    'gon na',
    'Gon na',
    'got ta',
    'Got ta',
    "let 's",
    "Let 's",
    "c'm on",
    "C'm on",
    ...[...'cfkCFK'].map((scale) => `° ${scale} .`),
];
const will = ["'ll", 'll', "'ll 've", 'll ve'];
const would = ["'d", 'd', "'d 've", 'd ve'];
const have = ["'ve", 've'];
const are = ["'re", 're'];
const is = ["'s", 's'];
const not = ["n't", 'nt'];
const notHave = ["n't 've", 'nt ve'];
/** Words, and what may be written onto their ends. */
const contractions = [
    ['i', ["'m", 'm', "'m a", 'm a', ...will, ...would, ...have]],
    ['you we they', [...will, ...would, ...have, ...are]],
    ['he she it', [...will, ...would, ...is]],
    ['who what when where why how there', [...will, ...would, ...have, ...are, ...is]],
    ['that this', [...will, ...would, ...is]],
    ['these those', [...will, ...would, ...have, ...are]],
    ['ca do does did had may need ought sha wo', [...not, ...notHave]],
    ['could might must should would', [...not, ...notHave, ...have]],
    ['ai are is was were have has dare', not],
];
/** Contractions without their apostrophe that are more often words. */
const ordinaryWords = new Set('Ill ill Its its Hell hell Shell shell Shed shed were Were Well well Whore whore'.split(' '));
/**
 * Words that the rules would cut wrongly, with the lengths in code units of the tokens that they are:
 * contractions, abbreviations, times, emoticons. What spaCy 3.8's English tokenizer lists, derived anew.
 */
export const exceptions = listExceptions();
const longestException = Math.max(...[...exceptions.keys()].map((word) => word.length));
/** 1 at {@link shapeOf} each exception, so that most words need not be looked up. */
const shapes = new Uint8Array(2 ** 12);
for (const word of exceptions.keys()) {
    shapes[shapeOf(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)] = 1;
}
/** The token lengths of the exception that [start, end) is; undefined where it is none. */
export function findException(text, units, start, end) {
    const length = end - start;
    if (length < 1 || length > longestException)
        return undefined;
    if (shapes[shapeOf(units[start] ?? 0, units[end - 1] ?? 0, length)] === 0)
        return undefined;
    return exceptions.get(text.slice(start, end));
}
function shapeOf(first, last, length) {
    return (first * 37 + last * 5 + length) & 0xfff;
}
function listExceptions() {
    const whole = [emoticons, signs, abbreviations, wholeWords].join(' ').split(' ');
    const clipped = droppedG.split(' ').flatMap((word) => [word, capital(word)]);
    const cut = [...whole, ...clipped, ...clipped.map((word) => `${word}'`), ...cutWords];
    for (let hour = 1; hour <= 12; hour++)
        cut.push(...['a.m.', 'am', 'p.m.', 'pm'].map((half) => `${hour} ${half}`));
    for (const [words, endings] of contractions) {
        for (const word of words.split(' ')) {
            for (const form of [word, capital(word)])
                cut.push(...endings.map((ending) => `${form} ${ending}`));
        }
    }
    const found = new Map();
    for (const word of cut) {
        const tokens = word.split(' ');
        const lengths = tokens.map((token) => token.length);
        const text = tokens.join('');
        if (ordinaryWords.has(text))
            continue;
        found.set(text, lengths);
        found.set(text.replaceAll("'", '’'), lengths);
    }
    return found;
}
function capital(word) {
    return word.slice(0, 1).toUpperCase() + word.slice(1);
}
//# sourceMappingURL=exceptions.js.map