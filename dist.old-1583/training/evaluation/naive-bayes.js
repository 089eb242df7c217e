import { MillraceError } from '../../core/errors.js';
import { ownCopy, wordCounts } from './words.js';
const smoothing = 1;
const mostWords = 2 ** 21;
/**
 * Multinomial naive Bayes over counts of lower-cased words, smoothed by adding 1: scikit-learn 1.9.1's
 * `CountVectorizer()` with `MultinomialNB()`. Words that training did not meet are ignored. Texts of no class are left
 * out. Holds the words, at most 2,097,152 (230 MB with two classes), and never a text.
 * Throws MillraceError `no-samples` where there is no text of a class, `bad-prediction` for a label that is no class.
 */
export async function trainNaiveBayes(groups, classes, limit = mostWords) {
    const counts = openCounts(classes.length, limit);
    for await (const texts of groups) {
        for (const { text, label } of texts) {
            if (label === -1)
                continue;
            if (!Number.isInteger(label) || label < 0 || label >= classes.length) {
                throw new MillraceError('bad-prediction', `label ${label} of ${classes.length} classes`);
            }
            counts.add(label, wordCounts(text));
        }
    }
    if (counts.texts.every((count) => count === 0)) {
        throw new MillraceError('no-samples', 'there is no text of a class to train naive Bayes on');
    }
    return classifierOf(counts);
}
function openCounts(classes, limit) {
    const texts = new Float64Array(classes);
    const places = new Map();
    let occurrences = new Float64Array(1024 * classes);
    let leftOut = 0;
    const placeOf = (word) => {
        const known = places.get(word);
        if (known !== undefined || places.size >= limit)
            return known;
        places.set(ownCopy(word), places.size);
        if (places.size * classes > occurrences.length) {
            const larger = new Float64Array(2 * occurrences.length);
            larger.set(occurrences);
            occurrences = larger;
        }
        return places.size - 1;
    };
    return {
        texts,
        places,
        occurrences: () => occurrences,
        leftOut: () => leftOut,
        add: (label, words) => {
            texts[label] = (texts[label] ?? 0) + 1;
            for (const [word, count] of words) {
                const place = placeOf(word);
                if (place === undefined)
                    leftOut += count;
                else
                    occurrences[place * classes + label] = (occurrences[place * classes + label] ?? 0) + count;
            }
        },
    };
}
function classifierOf({ texts, places, occurrences, leftOut }) {
    const classes = texts.length;
    const logs = occurrences().slice(0, places.size * classes);
    const totals = new Float64Array(classes);
    for (const [index, count] of logs.entries()) {
        totals[index % classes] = (totals[index % classes] ?? 0) + count + smoothing;
    }
    const logTotals = totals.map(Math.log);
    for (const [index, count] of logs.entries()) {
        logs[index] = Math.log(count + smoothing) - (logTotals[index % classes] ?? 0);
    }
    const logTexts = Math.log(texts.reduce((sum, count) => sum + count, 0));
    const priors = texts.map((count) => Math.log(count) - logTexts);
    const logProbabilities = (text) => {
        const joint = priors.slice();
        for (const [word, count] of wordCounts(text)) {
            const place = places.get(word);
            if (place === undefined)
                continue;
            for (let index = 0; index < classes; index += 1) {
                joint[index] = (joint[index] ?? 0) + count * (logs[place * classes + index] ?? 0);
            }
        }
        const highest = joint.reduce((most, value) => Math.max(most, value));
        const sum = highest + Math.log(joint.reduce((total, value) => total + Math.exp(value - highest), 0));
        return joint.map((value) => value - sum);
    };
    const predict = (text) => {
        const values = logProbabilities(text);
        return values.indexOf(values.reduce((most, value) => Math.max(most, value)));
    };
    return { words: places.size, wordsLeftOut: leftOut(), logProbabilities, predict };
}
//# sourceMappingURL=naive-bayes.js.map