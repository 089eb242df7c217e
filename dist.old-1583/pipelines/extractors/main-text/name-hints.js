/** What the names that a page gives its elements say of them; bits of one integer. */
export const hint = {
    navigation: 1,
    footer: 2,
    sidebar: 4,
    share: 8,
    related: 16,
    comment: 32,
    advertisement: 64,
    popup: 128,
    byline: 256,
    content: 512,
    hidden: 1024,
    caption: 2048,
    header: 4096,
    body: 8192,
    tags: 16384,
    anchor: 32768,
    /** By `hidden`, `aria-hidden` or its style. */
    invisible: 65536,
    articleBody: 131072,
    /** By its role. */
    main: 262144,
    consent: 524288,
};
const words = new Map();
function define(bit, list) {
    for (const word of list.split(' '))
        words.set(word, (words.get(word) ?? 0) | bit);
}
define(hint.navigation, 'nav navbar navigation menu menubar submenu breadcrumb breadcrumbs pagination pager paging toolbar toc ' +
    'skiplink topbar sitemap subnav pagenav navi navbox navlinks hamburger nextprev prevnext');
define(hint.footer, 'footer foot colophon copyright copyrights disclaimer legal imprint impressum bottombar');
define(hint.sidebar, 'sidebar sidebars aside rail rightrail sidecol sidecolumn widget widgets complementary sphinxsidebar');
define(hint.share, 'share shares sharing sharebar sharer sharedaddy social socials socialmedia addthis addtoany followus follow ' +
    'whatsapp pinterest sharebuttons sharetools shareicons shariff likes like');
define(hint.related, 'related relateds recommended recommendation recommendations trending popular mostread mostpopular outbrain taboola ' +
    'zergnet yarpp upnext recirc recirculation suggested suggestions teaser teasers readnext jumpto morefrom ' +
    'crosslinks similar latest revcontent nextpost');
define(hint.comment, 'comments disqus respond commentlist commentform commenting livefyre discussion replies reply comentarios ' +
    'kommentare kommentar commentaires pinglun');
define(hint.advertisement, 'ad ads adv advert adverts advertisement advertising adsense adslot adbox adunit dfp sponsor sponsored sponsors ' +
    'banner promo promos promotion promotions promoted advertorial gpt adwrap admarker');
define(hint.popup, 'modal popup overlay newsletter newsletters subscribe subscription subscriptions signup ' +
    'signin optin mailchimp paywall lightbox poll donate');
define(hint.consent, 'cookie cookies cookiebar gdpr consent cookielaw cookieconsent onetrust');
define(hint.byline, 'byline author authors dateline date datetime timestamp published pubdate posted meta metadata postmeta entrymeta ' +
    'bio credits credit attribution readingtime');
define(hint.tags, 'tags tag taglist keywords topics categories category');
define(hint.caption, 'caption captions figcaption wpcaption imagecaption photocaption');
define(hint.header, 'header masthead');
define(hint.content, 'article post story entry content main text hentry blog document');
define(hint.anchor, 'headerlink anchor permalink hashlink anchorjs');
define(hint.hidden, 'hidden hide visuallyhidden invisible screenreader noprint displaynone');
const roles = new Map([
    ['navigation', hint.navigation],
    ['menu', hint.navigation],
    ['menubar', hint.navigation],
    ['search', hint.navigation],
    ['complementary', hint.sidebar],
    ['contentinfo', hint.footer],
    ['banner', hint.header],
    ['dialog', hint.popup],
    ['alertdialog', hint.popup],
    ['main', hint.content | hint.main],
    ['article', hint.content],
]);
// Names that templates give the text itself, as `entry-content` and `articleBody`.
const bodyName = /(?:^|\s)(?:hentry|type-post)(?:\s|$)|(?:article|entry|post|story|news|blog|page)[-_]{0,2}(?:body|content|text|copy)(?![a-z])/i;
// One comment, or the list of them; `deprecation-comment` and the like are parts of documentation.
const commentName = /(?:^|\s)comment(?![a-z])/i;
const longestName = 200;
/**
 * Hints of an element's class or id; '' has none. Words end at marks, at digits and where a capital follows a small
 * letter; whole names between blanks and hyphens count too. Of long ones the first 200 units count.
 */
export function nameHints(name) {
    const end = Math.min(name.length, longestName);
    const start = end < name.length ? name.slice(0, end) : name;
    let hints = (bodyName.test(start) ? hint.body : 0) | (commentName.test(start) ? hint.comment : 0);
    let word = 0;
    let part = 0;
    for (let i = 0; i <= end; i++) {
        const kind = i < end ? kindOf(name.charCodeAt(i)) : other;
        const before = i > 0 ? kindOf(name.charCodeAt(i - 1)) : other;
        if (kind === other || (kind === capital && before === small)) {
            hints |= hintsOfWord(name, word, i);
            word = kind === other ? i + 1 : i;
        }
        if (kind !== other || (i < end && !partsNames(name.charCodeAt(i))))
            continue;
        if (part !== word)
            hints |= hintsOfWord(name, part, i);
        part = i + 1;
    }
    return hints;
}
const small = 0;
const capital = 1;
const other = 2;
function kindOf(unit) {
    if (unit >= 0x61 && unit <= 0x7a)
        return small;
    return unit >= 0x41 && unit <= 0x5a ? capital : other;
}
/** Blanks, hyphens, underscores and colons. */
function partsNames(unit) {
    return unit <= 0x20 || unit === 0x2d || unit === 0x5f || unit === 0x3a;
}
const longestWord = 20;
function hintsOfWord(name, from, to) {
    if (to - from < 2 || to - from > longestWord)
        return 0;
    return words.get(name.slice(from, to).toLowerCase()) ?? 0;
}
export function roleHints(role) {
    return roles.get(role.trim().toLowerCase()) ?? 0;
}
//# sourceMappingURL=name-hints.js.map