export const plainStyle = {
    heading: () => '',
    preformatted: (text) => text,
    rule: '',
    mark: () => undefined,
    image: () => '',
    quotation: '',
    indentItems: false,
    headedCells: '',
};
const markdownMarks = {
    b: '**',
    strong: '**',
    i: '*',
    em: '*',
    code: '`',
    kbd: '`',
    samp: '`',
    tt: '`',
};
/** CommonMark with tables as GitHub has them. Characters of the text that Markdown could take for marks are not escaped. */
export const markdownStyle = {
    heading: (level) => `${'#'.repeat(level)} `,
    preformatted: (text) => {
        let longest = 2;
        for (const [run] of text.matchAll(/`{3,}/g))
            longest = Math.max(longest, run.length);
        const fence = '`'.repeat(longest + 1);
        return `${fence}\n${text}\n${fence}`;
    },
    rule: '---',
    mark: (writer, name, attributes) => {
        const mark = Object.hasOwn(markdownMarks, name) ? markdownMarks[name] : undefined;
        if (mark !== undefined)
            writer.openMark(name, mark, mark);
        const target = name === 'a' ? linkTarget(attributes.get('href')) : undefined;
        if (target !== undefined)
            writer.openMark(name, '[', `](${target})`, true);
    },
    image: (attributes) => {
        const alt = (attributes.get('alt') ?? '').replace(/[\s[\]]+/g, ' ').trim();
        const source = linkTarget(attributes.get('src'));
        return source === undefined || alt === '' ? alt : `![${alt}](${source})`;
    },
    quotation: '> ',
    indentItems: true,
    headedCells: ' | ',
};
/** A style without links, or without images, as chosen. */
export function styleWithout(style, { links, images }) {
    if (links && images)
        return style;
    return {
        ...style,
        mark: (writer, name, attributes) => {
            if (links || name !== 'a')
                style.mark(writer, name, attributes);
        },
        image: images ? style.image : () => '',
    };
}
/** A target that can stand in parentheses; undefined for none, for scripts and for data. */
function linkTarget(href) {
    const target = href?.trim() ?? '';
    if (target === '' || /^(javascript|data|vbscript):/i.test(target))
        return undefined;
    return target.replace(/[\s()<>]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
}
//# sourceMappingURL=text-style.js.map