import { z } from 'zod';
import { drop, keep } from '../../../core/verdict.js';
import { openedForFiles } from '../../opened-for-files.js';
import { defineFilter } from '../../stage.js';
import { readAddress, registeredLabels } from './address.js';
import { addressList, hostList, mayBeHost, partFinder, wordSet } from './url-lists.js';
const list = (what) => z.array(z.string().min(1)).default([]).describe(what);
const hosts = (what) => z
    .array(z
    .string()
    .min(1)
    .refine(mayBeHost, {
    error: ({ input }) => `expected a host such as example.com, found ${JSON.stringify(String(input).slice(0, 40))}`,
}))
    .default([])
    .describe(what);
const file = (what) => z.string().min(1).optional().describe(`A file of more ${what}, one a line; lines that begin with # are none.`);
const fate = (what) => z.enum(['keep', 'drop']).default('keep').describe(what);
const parameters = z.strictObject({
    field: z.string().min(1).default('url').describe('Metadata column that holds the address.'),
    missing: fate('What becomes of a document without an address that can be read.'),
    allowDomains: hosts('Hosts that pass whatever else is said, and all below them.'),
    allowDomainsFile: file('such hosts'),
    domains: hosts('Hosts that are dropped, and all below them.'),
    domainsFile: file('such hosts'),
    urls: list('Whole addresses that are dropped, as written.'),
    urlsFile: file('such addresses'),
    bannedWords: list('Words that drop an address that has one: ASCII letters and digits between other characters. What else an entry has is passed over.'),
    bannedWordsFile: file('such words'),
    softBannedWords: list('Words that drop an address that has several of them.'),
    softBannedWordsFile: file('such words'),
    softThreshold: z.int().min(1).default(2).describe('How many different ones of softBannedWords drop an address.'),
    bannedSubwords: list('Words that drop an address that has one anywhere, all but ASCII letters and digits taken out.'),
    bannedSubwordsFile: file('such words'),
    ignoreCase: z
        .boolean()
        .default(true)
        .describe('Whether bannedWords and softBannedWords are found in either case; in datatrove in lower case alone.'),
    extensions: list('Ends of the path that are dropped, such as pdf.'),
    ipHosts: fate('What becomes of addresses whose host is a number.'),
    punycodeHosts: fate('What becomes of addresses whose host has a name beyond ASCII.'),
});
const files = [
    ...['allowDomainsFile', 'domainsFile', 'urlsFile'],
    ...['bannedWordsFile', 'softBannedWordsFile', 'bannedSubwordsFile'],
];
const reasonFinder = openedForFiles(files, openLists);
/**
 * URL rules, with the reasons and the order of datatrove 0.10.1 where it has them: `domain`, `subdomain`, `url`,
 * `hard_blacklisted`, `soft_blacklisted`, `blacklisted_subword`. Three things differ: a host of the list stands for all
 * hosts below it, which datatrove does for registered domains alone; numbers and names without a public suffix are hosts
 * too; and a registered domain is told from a subdomain, which is in the reason alone, by a short rule, not by the public
 * suffix list. Memory: 11 to 21 bytes for each host and address, in each thread.
 */
export const urlFilter = defineFilter({
    name: 'url-filter',
    summary: 'Drops documents by their address: domains, whole addresses, words in it, file types, numeric hosts.',
    citation: 'Penedo et al., The RefinedWeb Dataset for Falcon LLM, 2023, arXiv:2306.01116, section 3.1 and appendix G.1',
    version: 2,
    parameters,
    files,
    examples: [
        {
            text: 'A text.',
            metadata: { url: 'https://shop.example.com/offers/casino-bonus.html' },
            parameters: { softBannedWords: ['casino', 'bonus', 'poker'] },
        },
        {
            text: 'A text.',
            metadata: { url: 'https://www.example.org/about' },
            parameters: { domains: ['example.org'] },
        },
    ],
    prepare: async (parameters) => {
        reasonFinder(parameters);
    },
    words: () => 'whitespace',
    measure: (_, parameters, { metadata }) => {
        const url = Object.hasOwn(metadata, parameters.field) ? metadata[parameters.field] : undefined;
        if (url === undefined || url.trim() === '')
            return missing(parameters);
        return reasonFinder(parameters)(url.trim());
    },
    decide: (finding) => finding === null ? keep : drop(finding.reason, finding.value, finding.limit, finding.evidence),
});
function missing(parameters) {
    return parameters.missing === 'keep' ? null : { ...found('no-url', {}), evidence: { field: parameters.field } };
}
function found(reason, evidence) {
    return { reason, value: null, limit: null, evidence };
}
function openLists(parameters) {
    const allowed = hostList(parameters.allowDomains, parameters.allowDomainsFile);
    const domains = hostList(parameters.domains, parameters.domainsFile);
    const urls = addressList(parameters.urls, parameters.urlsFile);
    const findWords = wordRules(parameters);
    const extensions = new Set(parameters.extensions.map((each) => each.replace(/^\./, '').toLowerCase()));
    return (url) => {
        const address = readAddress(url);
        if (address === undefined)
            return missing(parameters);
        const { host, isIp, extension } = address;
        if (allowed.size > 0 && listedAbove(host, isIp, allowed.has) !== undefined)
            return null;
        const domain = domains.size === 0 ? undefined : listedAbove(host, isIp, domains.has);
        if (domain !== undefined) {
            const labels = domain.split('.').length;
            return found(isIp || labels <= registeredLabels(host) ? 'domain' : 'subdomain', { domain });
        }
        if (urls.has(url))
            return found('url', { url: url.slice(0, 200) });
        const words = findWords(url);
        if (words !== null)
            return words;
        if (extensions.has(extension))
            return found('url-extension', { extension });
        if (isIp && parameters.ipHosts === 'drop')
            return found('url-ip-host', { host });
        const named = parameters.punycodeHosts === 'drop' && host.split('.').some((label) => label.startsWith('xn--'));
        return named ? found('url-punycode', { host }) : null;
    };
}
/** The widest name that is listed of the host and those above it. */
function listedAbove(host, isIp, isListed) {
    if (isIp)
        return isListed(host) ? host : undefined;
    for (let point = host.length; point >= 0;) {
        point = point === 0 ? -1 : host.lastIndexOf('.', point - 1);
        const name = host.slice(point + 1);
        if (isListed(name))
            return name;
    }
    return undefined;
}
function wordRules(parameters) {
    const banned = wordSet(parameters.bannedWords, parameters.bannedWordsFile);
    const soft = wordSet(parameters.softBannedWords, parameters.softBannedWordsFile);
    const findSubword = partFinder(wordSet(parameters.bannedSubwords, parameters.bannedSubwordsFile));
    const { softThreshold, ignoreCase } = parameters;
    return (url) => {
        if (banned.size > 0 || soft.size > 0) {
            const words = new Set((ignoreCase ? url.toLowerCase() : url).split(/[^a-zA-Z0-9]+/));
            for (const word of words)
                if (banned.has(word))
                    return found('hard_blacklisted', { word });
            const softWords = [...words].filter((word) => soft.has(word));
            if (softWords.length >= softThreshold)
                return {
                    reason: 'soft_blacklisted',
                    value: softWords.length,
                    limit: softThreshold,
                    evidence: { words: softWords.slice(0, 10) },
                };
        }
        const subword = findSubword(url);
        return subword === undefined ? null : found('blacklisted_subword', { subword });
    };
}
//# sourceMappingURL=url-filter.js.map