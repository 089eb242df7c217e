// More is not a title.
const longestTitle = 1000;
const articleType = /"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"(?:\w{0,30}Article|BlogPosting|Recipe)"/;
/** Gathers what a page says of itself in its head. */
export function openPageHead() {
    let title = '';
    let titled = false;
    let named = '';
    let language = '';
    let contentLanguage = '';
    let declaresArticle = false;
    return {
        setLanguage: (tag) => {
            if (language === '')
                language = tag.trim();
        },
        addMeta: (attributes) => {
            const content = attributes.get('content');
            if (content === undefined)
                return;
            const name = (attributes.get('property') ?? attributes.get('name') ?? '').toLowerCase();
            if (name === 'og:title' && named === '')
                named = content;
            if (name.startsWith('article:') || (name === 'og:type' && /article|blog/i.test(content)))
                declaresArticle = true;
            if (contentLanguage === '' && attributes.get('http-equiv')?.toLowerCase() === 'content-language')
                contentLanguage = content.split(',')[0]?.trim() ?? '';
        },
        addTitle: (text) => {
            if (!titled && title.length < longestTitle)
                title += text;
        },
        /** A script's text, which may be linked data. */
        addScript: (text) => {
            if (!declaresArticle && articleType.test(text))
                declaresArticle = true;
        },
        /** Of many titles the first one with text counts. */
        endTitle: () => {
            titled = title.trim() !== '';
        },
        result: () => ({
            title: fold(named) || fold(title),
            declaresArticle,
            language: (language || contentLanguage).slice(0, 40),
        }),
    };
}
function fold(text) {
    return text.slice(0, longestTitle).replace(/\s+/g, ' ').trim();
}
//# sourceMappingURL=page-head.js.map