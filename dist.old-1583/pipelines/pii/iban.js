import { isCapital, isDigit, isWordUnit } from './ascii.js';
/** Characters of an account number by country. Source: SWIFT, IBAN Registry. */
const lengths = new Map(('AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30')
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]));
const space = 0x20;
/**
 * The international bank account number whose check digits are at `at`, behind two capitals: of its country's length,
 * in one or in groups of four, with right check digits (ISO 13616-1).
 */
export function ibanAround(text, at) {
    const start = at - 2;
    if (start < 0 || !isCapital(text.charCodeAt(start)) || !isCapital(text.charCodeAt(start + 1)))
        return undefined;
    if (isWordUnit(text.charCodeAt(start - 1)))
        return undefined;
    const length = lengths.get(text.slice(start, at));
    if (length === undefined)
        return undefined;
    const grouped = text.charCodeAt(start + 4) === space;
    let units = '';
    let end = start;
    while (units.length < length) {
        if (grouped && units.length > 0 && units.length % 4 === 0) {
            if (text.charCodeAt(end) !== space)
                return undefined;
            end++;
        }
        const unit = text.charCodeAt(end);
        if (!isDigit(unit) && !isCapital(unit))
            return undefined;
        units += text.charAt(end);
        end++;
    }
    return !isWordUnit(text.charCodeAt(end)) && passesMod97(units) ? { start, end } : undefined;
}
/** The check digits of ISO/IEC 7064, MOD 97-10: letters count 10 to 35, and the first four characters come last. */
export function passesMod97(iban) {
    let rest = 0;
    for (let k = 0; k < iban.length; k++) {
        const unit = iban.charCodeAt((k + 4) % iban.length);
        rest = isDigit(unit) ? (rest * 10 + unit - 0x30) % 97 : (rest * 100 + unit - 0x37) % 97;
    }
    return rest === 1;
}
//# sourceMappingURL=iban.js.map