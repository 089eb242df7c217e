import { intersection } from '../unicode/character-set.js';
import { PatternRefusal } from './parse-pattern.js';
const mostInstructions = 4096;
const matchPlace = 0;
/**
 * Compiles a pattern, backwards from its match. Throws {@link PatternRefusal} for one that matches nothing at all, for
 * loops over what may be empty, and for possessive repetitions that are not the same as greedy ones.
 * Source: Thompson 1968; priorities of choices after Pike, as told by Cox 2009, "Regular Expression Matching: the Virtual Machine Approach".
 */
export function compilePattern(tree) {
    const instructions = [{ kind: 'match' }];
    const push = (instruction) => {
        if (instructions.length >= mostInstructions)
            throw new PatternRefusal('more repetitions than fit');
        return instructions.push(instruction) - 1;
    };
    function compile(node, next) {
        switch (node.kind) {
            case 'set':
                return push({ kind: 'set', set: node.set, next });
            case 'look':
                return push({ kind: 'look', ahead: node.ahead, set: node.set, edge: node.edge, next });
            case 'sequence':
                return node.parts.reduceRight((after, part) => compile(part, after), next);
            case 'either':
                return push({ kind: 'choice', next: node.options.map((option) => compile(option, next)) });
            case 'repeat':
                return repeat(node, next);
        }
    }
    function repeat({ node, min, max, greed }, next) {
        if (mayBeEmpty(node))
            throw new PatternRefusal('a repetition of what may be empty');
        if (greed === 'possessive')
            refuseUnlikeGreedy(node, next, instructions);
        const order = (body, after) => greed === 'lazy' ? [after, body] : [body, after];
        let place = next;
        if (max === Number.POSITIVE_INFINITY) {
            const loop = { kind: 'choice', next: [] };
            place = push(loop);
            loop.next = order(compile(node, place), next);
        }
        else
            for (let n = min; n < max; n++)
                place = push({ kind: 'choice', next: order(compile(node, place), next) });
        for (let n = 0; n < min; n++)
            place = compile(node, place);
        return place;
    }
    if (mayBeEmpty(tree))
        throw new PatternRefusal('a pattern that may match nothing');
    return { instructions, start: compile(tree, matchPlace) };
}
function mayBeEmpty(node) {
    switch (node.kind) {
        case 'set':
            return false;
        case 'look':
            return true;
        case 'sequence':
            return node.parts.every(mayBeEmpty);
        case 'either':
            return node.options.some(mayBeEmpty);
        case 'repeat':
            return node.min === 0 || mayBeEmpty(node.node);
    }
}
/** Giving characters back never helps where what follows begins with others, or needs none. */
function refuseUnlikeGreedy(node, next, instructions) {
    const refusal = new PatternRefusal('a possessive repetition that is not as a greedy one');
    if (node.kind !== 'set')
        throw refusal;
    const visit = (place) => {
        const instruction = instructions[place];
        if (instruction?.kind === 'match')
            return 'matches';
        if (instruction?.kind === 'set') {
            if (intersection(instruction.set, node.set).length > 0)
                throw refusal;
            return 'goes on';
        }
        if (instruction?.kind !== 'choice' || instruction.next.length === 0)
            throw refusal;
        return instruction.next.some((choice) => visit(choice) === 'matches') ? 'matches' : 'goes on';
    };
    visit(next);
}
//# sourceMappingURL=compile-pattern.js.map