/** Languages of which a reader may ask for one script, with the codes of ISO 15924 that are told apart. */
export const scriptsOf = new Map([
    ['zh', ['Hans', 'Hant']],
    ['sr', ['Cyrl', 'Latn']],
]);
/** Code units from the start of a text that are looked at. */
const mostUnits = 5000;
let opened;
/**
 * The detector of scripts: for Chinese which characters are more, those that OpenCC writes anew in simplified text or in
 * traditional text; for Serbian which letters are. Loads OpenCC's characters at the first call, in about 10 ms.
 */
export function openScriptDetector() {
    opened ??= load();
    return opened;
}
async function load() {
    const traditional = keysOf((await import('opencc-js/dict/TSCharacters')).default);
    const simplified = keysOf((await import('opencc-js/dict/STCharacters')).default);
    const inChinese = (unit) => Number(simplified.has(unit)) - Number(traditional.has(unit));
    const inSerbian = (unit) => Number(isCyrillic(unit)) - Number(isLatin(unit));
    return (text, language) => {
        const scripts = scriptsOf.get(language);
        if (scripts === undefined)
            return null;
        const side = language === 'zh' ? inChinese : inSerbian;
        let balance = 0;
        for (let at = 0; at < Math.min(text.length, mostUnits); at++)
            balance += side(text.charCodeAt(at));
        return balance === 0 ? null : scripts[balance > 0 ? 0 : 1];
    };
}
/** Characters of the Basic Multilingual Plane that a dictionary replaces. */
function keysOf(dictionary) {
    return new Set(dictionary.split('|').flatMap((pair) => (pair.charAt(1) === ' ' ? [pair.charCodeAt(0)] : [])));
}
function isCyrillic(unit) {
    return unit >= 0x400 && unit <= 0x4ff;
}
function isLatin(unit) {
    return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}
//# sourceMappingURL=written-script.js.map