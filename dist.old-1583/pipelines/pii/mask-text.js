const words = {
    email: '<email>',
    phone: '<phone>',
    ip: '<ip>',
    card: '<card>',
    iban: '<iban>',
    chineseMobile: '<phone>',
    chineseId: '<id>',
    chinesePlate: '<plate>',
    secret: '<secret>',
};
/** The addresses of FineWeb's formatter, datatrove's `PIIFormatter`: in turn, from the first one in each text. */
const placeholders = {
    email: ['email@example.com', 'firstname.lastname@example.org'],
    ip: ['22.214.171.124', '126.96.36.199', '188.8.131.52', '184.108.40.206', '220.127.116.11', '18.104.22.168'],
};
/** The text with some stretches masked; they are in order and apart. Kinds without placeholders get their word. */
export function maskText(text, spans, style) {
    const used = new Map();
    const parts = [];
    let from = 0;
    for (const { kind, start, end } of spans) {
        const inTurn = style === 'placeholder' ? placeholders[kind] : undefined;
        const turn = used.get(kind) ?? 0;
        used.set(kind, turn + 1);
        parts.push(text.slice(from, start), inTurn?.[turn % inTurn.length] ?? words[kind]);
        from = end;
    }
    return parts.join('') + text.slice(from);
}
//# sourceMappingURL=mask-text.js.map