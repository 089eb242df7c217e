const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
/** Columns that a text takes in a terminal: two for East Asian wide characters and emoji, none for combining marks. */
export function columnsOf(text) {
    let columns = 0;
    for (const character of text) {
        if (/\p{Mark}|\u200b|\u200d/u.test(character))
            continue;
        columns += wide.test(character) ? 2 : 1;
    }
    return columns;
}
//# sourceMappingURL=text-columns.js.map