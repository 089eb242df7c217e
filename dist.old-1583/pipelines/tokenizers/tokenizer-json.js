const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
/** A Hugging Face `tokenizer.json` of a trained model: GPT-2's pattern, byte-level decoder, its specials as added tokens. */
export function tokenizerJson({ tokens, merges, specials }) {
    return JSON.stringify({
        version: '1.0',
        truncation: null,
        padding: null,
        added_tokens: specials.map((content, id) => ({
            id,
            content,
            single_word: false,
            lstrip: false,
            rstrip: false,
            normalized: false,
            special: true,
        })),
        normalizer: null,
        pre_tokenizer: byteLevel,
        post_processor: { ...byteLevel, trim_offsets: false },
        decoder: byteLevel,
        model: {
            type: 'BPE',
            dropout: null,
            unk_token: null,
            continuing_subword_prefix: null,
            end_of_word_suffix: null,
            fuse_unk: false,
            byte_fallback: false,
            ignore_merges: false,
            vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
            merges,
        },
    });
}
//# sourceMappingURL=tokenizer-json.js.map