import { Environment, ParseError } from '@marcbachmann/cel-js';
import type { RuleFault } from './fault.ts';
import { LIMITS } from './limits.ts';

/** A node of the library's tree; what `args` holds depends on `op`. */
export interface Node {
	readonly op: string;
	readonly args: unknown;
	readonly start: number;
	readonly end: number;
}

/**
 * The grammar is CEL's (Common Expression Language), as @marcbachmann/cel-js reads it: a parser written by hand, without `eval`. Only its tree is used; its
 * own types and its evaluator, which know neither units nor "absent", are not.
 */
const grammar = new Environment({
	limits: { maxAstNodes: LIMITS.nodes, maxDepth: LIMITS.depth, maxListElements: LIMITS.list, maxMapEntries: 1, maxCallArguments: 4 }
});

/** The tree of a text, or what is wrong with it and where. */
export function parse(source: string): Node | RuleFault {
	if (source.length > LIMITS.source) {
		return {
			message: {
				zh: `规则最长 ${LIMITS.source} 个字符，现有 ${source.length} 个`,
				en: `A rule has at most ${LIMITS.source} characters; this one has ${source.length}`
			},
			from: LIMITS.source,
			to: source.length
		};
	}
	if (source.trim() === '') return { message: { zh: '请写条件', en: 'Write a condition' }, from: 0, to: source.length };
	try {
		return grammar.parse(source).ast;
	} catch (error) {
		if (!(error instanceof ParseError)) throw error;
		return faultOf(error, source);
	}
}

export const isFault = (value: Node | RuleFault): value is RuleFault => 'message' in value;

function faultOf(error: ParseError, source: string): RuleFault {
	const start = Math.min(error.range?.start ?? source.length, source.length);
	const end = Math.max(start, Math.min(error.range?.end ?? start, source.length));
	const at = source.slice(start, end);
	// A mark at the very end has no width: it stands on the last character, so that it is seen.
	const place = end > start ? { from: start, to: end } : { from: Math.max(0, source.trimEnd().length - 1), to: source.length };
	const unfinished = start >= source.trimEnd().length;
	return { message: sentence(error.code ?? '', at, unfinished), ...place };
}

function sentence(code: string, at: string, unfinished: boolean): RuleFault['message'] {
	if (code === 'limit_exceeded') return { zh: '规则太长或嵌套太深，请拆成几条', en: 'The rule is too long or nested too deep: split it' };
	if (code.startsWith('unterminated')) return { zh: '文本缺少右引号', en: 'The text has no closing quote' };
	if (code === 'reserved_identifier') return { zh: `${at} 是保留字`, en: `${at} is a reserved word` };
	if (unfinished) return { zh: '条件没有写完', en: 'The condition is not finished' };
	if (/[‘’“”，（）＝＞＜！。、；：]/u.test(at)) return { zh: `“${at}”是中文标点，请用英文标点`, en: `“${at}” is a Chinese mark: use the ASCII one` };
	if (/[\u3400-\u9fff]/u.test(at))
		return { zh: `“${at}”要写在引号里，字段用英文代码`, en: `Put “${at}” between quotes; fields are written by their code` };
	if (at === '=') return { zh: '相等写作 ==', en: 'Equal is written ==' };
	return { zh: `这里不能写“${at}”`, en: `“${at}” cannot stand here` };
}
