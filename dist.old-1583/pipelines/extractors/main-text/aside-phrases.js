/**
 * How lines begin that lead elsewhere, name a picture's source or ask for something, by language. Only short blocks of
 * articles are held against them.
 */
const phrases = {
    en: [
        'related\\b',
        'read (?:more|also|next|full)',
        'see (?:also|more)\\b',
        'also (?:on|read)\\b',
        'more (?:from|on|stories)\\b',
        'recommended',
        'don.t miss',
        'you may (?:also )?(?:like|be)',
        'watch\\b.{0,60}:',
        'click here',
        'sign up',
        'subscribe',
        'follow [\\w ]{1,20} on',
        'advert',
        'sponsored',
        'share this',
        'copyright',
        '©',
        'photos?\\s?(?:by|:)',
        'image (?:by|:|copyright)',
        'all rights reserved',
        'get the latest',
    ],
    de: [
        'auch interessant',
        'mehr (?:zum thema|themen)',
        'auch lesen',
        'lesen sie auch',
        'weiterlesen',
        '(?:weitere|ähnliche) (?:artikel|beiträge)',
        'das könnte (?:sie|dich)',
        '(?:-\\s)?anzeige',
    ],
    fr: ['(?:à )?lire aussi', 'crédits? photo'],
    es: ['lea (?:también|más)', 'vea también', 'también te puede'],
    pt: ['leia (?:também|mais)', 'veja também'],
    it: ['leggi anche'],
    ru: ['читайте также'],
    zh: ['相关(?:阅读|新闻|文章)', '延伸阅读', '推荐阅读', '責任編輯', '责任编辑', '关注我们'],
    ja: ['関連記事'],
    ko: ['관련기사'],
};
const pattern = new RegExp(`^\\W{0,3}(?:${Object.values(phrases).flat().join('|')})`, 'iu');
/** Whether a block that begins so stands beside an article's text. */
export function startsAside(start) {
    return pattern.test(start);
}
//# sourceMappingURL=aside-phrases.js.map