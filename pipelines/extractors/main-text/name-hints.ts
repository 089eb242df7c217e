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
} as const;

const words = new Map<string, number>();

function define(bit: number, list: string): void {
  for (const word of list.split(' ')) words.set(word, (words.get(word) ?? 0) | bit);
}

define(
  hint.navigation,
  'nav navbar navigation menu menubar submenu breadcrumb breadcrumbs pagination pager paging toolbar toc ' +
    'skiplink topbar sitemap subnav pagenav navi navbox navlinks hamburger nextprev prevnext',
);
define(hint.footer, 'footer foot colophon copyright copyrights disclaimer legal imprint impressum bottombar');
define(
  hint.sidebar,
  'sidebar sidebars aside rail rightrail sidecol sidecolumn widget widgets complementary sphinxsidebar',
);
define(
  hint.share,
  'share shares sharing sharebar sharer sharedaddy social socials socialmedia addthis addtoany followus follow ' +
    'whatsapp pinterest sharebuttons sharetools shareicons shariff likes like',
);
define(
  hint.related,
  'related relateds recommended recommendation recommendations trending popular mostread mostpopular outbrain taboola ' +
    'zergnet yarpp upnext recirc recirculation suggested suggestions teaser teasers readnext jumpto morefrom ' +
    'crosslinks similar latest revcontent nextpost',
);
define(
  hint.comment,
  'comment comments disqus respond commentlist commentform commenting livefyre discussion replies reply comentarios ' +
    'kommentare kommentar commentaires pinglun',
);
define(
  hint.advertisement,
  'ad ads adv advert adverts advertisement advertising adsense adslot adbox adunit dfp sponsor sponsored sponsors ' +
    'banner promo promos promotion promotions promoted advertorial gpt adwrap admarker',
);
define(
  hint.popup,
  'modal popup overlay newsletter newsletters subscribe subscription subscriptions signup ' +
    'signin optin mailchimp paywall lightbox poll donate',
);
define(hint.consent, 'cookie cookies cookiebar gdpr consent cookielaw cookieconsent onetrust');
define(
  hint.byline,
  'byline author authors dateline date datetime timestamp published pubdate posted meta metadata postmeta entrymeta ' +
    'bio credits credit attribution readingtime',
);
define(hint.tags, 'tags tag taglist keywords topics categories category');
define(hint.caption, 'caption captions figcaption wpcaption imagecaption photocaption');
define(hint.header, 'header masthead');
define(hint.content, 'article post story entry content main text hentry blog document');

define(hint.anchor, 'headerlink anchor permalink hashlink anchorjs');
define(hint.hidden, 'hidden hide visuallyhidden invisible screenreader noprint displaynone');

const roles: ReadonlyMap<string, number> = new Map([
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
const bodyName =
  /(?:^|\s)(?:hentry|type-post)(?:\s|$)|(?:article|entry|post|story|news|blog|page)[-_]{0,2}(?:body|content|text|copy)(?![a-z])/i;

const longestName = 200;
const word = /[A-Z]?[a-z]+|[A-Z]+/g;

/** Hints of an element's class or id; '' has none. Of long ones the first 200 units count. */
export function nameHints(name: string): number {
  const short = name.slice(0, longestName);
  let hints = 0;
  for (const part of short.split(/[\s_:-]+/)) {
    hints |= words.get(part.toLowerCase()) ?? 0;
    const parts = part.match(word);
    if (parts === null || (parts.length === 1 && parts[0] === part)) continue;
    for (const inner of parts) hints |= words.get(inner.toLowerCase()) ?? 0;
  }
  if (bodyName.test(short)) hints |= hint.body;
  return hints;
}

export function roleHints(role: string): number {
  return roles.get(role.trim().toLowerCase()) ?? 0;
}
