/** Code of a text whose language is not known: too short, no letters, or an unsure guess. ISO 639-2's "undetermined". */
export const undetermined = 'und';
/**
 * Codes that the language detector gives, in code-unit order: ISO 639-1 where there is one, ISO 639-3 otherwise.
 * Bokmål is `no`, as in the Wikipedia that the model learned from; `nn`, `hr`, `sr`, `bs`, `id` and `ms` are told apart.
 */
export const languageCodes = ('af am an ar arz as ast av az azb ba bar bcl be bg bho bn bo bpy br bs bxr ca cbk ce ceb ckb co cs cv cy da de diq ' +
    'dsb dty dv egl el en eo es et eu fa fi fr frr fy ga gd gl gn gom gsw gu gv he hi hif hr hsb ht hu hy ia id ie ilo ' +
    'io is it ja jbo jv ka kk km kn ko krc ku kv kw ky la lb lez li lmo lo lrc lt lv mai mg mhr min mk ml mn mr mrj ms ' +
    'mt mwl my myv mzn nah nap nds ne new nl nn no oc or os pa pam pfl pl pms pnb ps pt qu rm ro ru rue sa sah sc scn ' +
    'sco sd si sk sl so sq sr su sv sw ta te tg th tk tl tr tt tyv ug uk und ur uz vec vep vi vls vo wa war wuu xal xmf ' +
    'yi yo yue zh').split(' ');
const codes = new Set(languageCodes);
/**
 * Other codes of the same languages. `sh` is Serbian in Latin letters to CLDR; `als`, `bh` and `eml` are Wikipedia's own
 * names for Alemannic, Bhojpuri and Emilian.
 */
const aliases = new Map([
    ['nb', 'no'],
    ['sh', 'sr'],
    ['als', 'gsw'],
    ['bh', 'bho'],
    ['eml', 'egl'],
    ['fil', 'tl'],
    ['iw', 'he'],
    ['in', 'id'],
    ['ji', 'yi'],
    ['mo', 'ro'],
]);
/** The one of {@link languageCodes} that stands for a code, also for `nb` or `sh`; undefined where none does. */
export function languageOf(code) {
    const name = aliases.get(code) ?? code;
    return codes.has(name) ? name : undefined;
}
/**
 * Languages that a code stands for where a reader asks for some: those of a macrolanguage (ISO 639-3) that are told apart, else
 * itself. `no` is Bokmål and Nynorsk, `nb` and `nn` are one each; `sh` is Croatian, Serbian and Bosnian; `msa` is Malay and
 * Indonesian, `ms` Malay alone; `zh` is Chinese with Wu and Cantonese; `ar` is Arabic with Egyptian.
 */
const groups = new Map([
    ['no', ['no', 'nn']],
    ['sh', ['hr', 'sr', 'bs']],
    ['msa', ['ms', 'id']],
    ['zh', ['zh', 'wuu', 'yue']],
    ['ar', ['ar', 'arz']],
]);
/** The {@link languageCodes} that a code asks for; none where it is no code. */
export function languagesOf(code) {
    const group = groups.get(code);
    if (group !== undefined)
        return group;
    const language = languageOf(code);
    return language === undefined ? [] : [language];
}
//# sourceMappingURL=language-code.js.map