import { isCapital, isDigit, isWordUnit } from './ascii.js';
/** Short names of the provinces, of cities and regions of their rank, and of embassies and consulates. */
const provinces = new Set('京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领');
/** Last characters of plates of trailers, learners, the police, Hong Kong and Macao, embassies and consulates. */
const lastCharacters = new Set('挂学警港澳使领');
/** Letters beside the digits of a plate of five; of six, those that tell how the car is driven (GA 36-2018). */
const mostLetters = 2;
const drives = /^[A-HJK]$/;
/**
 * The Chinese licence plate whose letter of the issuing office is at `at`, behind the short name of a province: `京A12345`,
 * `粤B·D12345` (six characters for new energy), `沪A1234警`. One blank, point or hyphen may stand behind the office.
 * Source: GA 36-2018; the letters I and O are not used.
 */
export function chinesePlateAround(text, at) {
    if (!provinces.has(text.charAt(at - 1)) || !isPlateLetter(text.charCodeAt(at)))
        return undefined;
    const first = /[·•・.\- ]/.test(text.charAt(at + 1)) ? at + 2 : at + 1;
    let end = first;
    let letters = 0;
    while (end - first < 6) {
        const unit = text.charCodeAt(end);
        if (isPlateLetter(unit))
            letters++;
        else if (!isDigit(unit))
            break;
        end++;
    }
    if (isWordUnit(text.charCodeAt(end)))
        return undefined;
    const start = at - 1;
    if (end - first === 6)
        return isNewEnergy(text.slice(first, end)) ? { start, end } : undefined;
    if (letters > mostLetters)
        return undefined;
    if (end - first === 5)
        return { start, end };
    return end - first === 4 && lastCharacters.has(text.charAt(end)) ? { start, end: end + 1 } : undefined;
}
function isPlateLetter(unit) {
    return isCapital(unit) && unit !== 0x49 && unit !== 0x4f;
}
/** Small cars have the letter of the drive first, and a letter or digit behind it; large ones have it last. */
function isNewEnergy(characters) {
    const small = drives.test(characters.charAt(0)) && /^\d{4}$/.test(characters.slice(2));
    return small || (/^\d{5}$/.test(characters.slice(0, 5)) && drives.test(characters.charAt(5)));
}
//# sourceMappingURL=chinese-plate.js.map