import type { Block, IdentityDegree } from '../protocol/documents.ts';
import type { InputFile } from './model.ts';
import type { Money } from './report.ts';
import { MASKED, MODEST, sourceLines, yuan, type PaperSource } from './work-paper.ts';

export interface TransferInput {
	readonly batch: string;
	readonly receiver: string;
	readonly reason: string;
	readonly identities: IdentityDegree;
	readonly findings: number;
	readonly stays: number;
	readonly accepted: Money;
	readonly files: readonly InputFile[];
	/** Names of what lies beside this sheet. */
	readonly members: readonly string[];
	/** Who signs, and the key: SHA-256 of its public part. */
	readonly signer: string;
	readonly keyId: string;
	readonly source: PaperSource;
}

const DEGREES: Readonly<Record<IdentityDegree, string>> = {
	full: '姓名与证件号码未脱敏，请按个人信息保护要求保管',
	masked: '姓名保留首字，证件号码保留首尾，电话已遮盖',
	initials: '姓名仅保留首字，证件号码与电话全部遮盖'
};

/** The sheet that goes with handed-over leads (移送说明): what is handed over to whom, how far identities are masked, and how it is verified. */
export function transferBlocks(input: TransferInput): Block[] {
	const { accepted, source } = input;
	const unknown = (count: number): string => (count > 0 ? `（另 ${count} 条未知）` : '');
	const money = ({ fen, unknown: count }: Money['amount']): string => `${yuan(fen)} 元${unknown(count)}`;
	return [
		{ kind: 'title', text: '线索移送说明', note: `${MODEST}${source.masked ? MASKED : ''}`, running: `线索移送说明 ${input.receiver}` },
		{
			kind: 'facts',
			columns: 2,
			facts: [
				['受移送单位', input.receiver],
				['批次', input.batch],
				['移送事由', input.reason],
				['身份信息', DEGREES[input.identities]],
				['疑点', `${input.findings} 条（已确认）`],
				['涉及就诊', `${input.stays} 次`],
				['违规金额', money(accepted.amount)],
				['医保范围内金额', money(accepted.inScope)],
				['基金损失', money(accepted.fund)]
			]
		},
		{ kind: 'text', look: 'note', text: '金额按处理后的认定计算；同一费用行被多条疑点涉及时只计一次。' },
		{ kind: 'heading', level: 1, text: '移送内容' },
		{ kind: 'list', ordered: true, items: input.members },
		{ kind: 'heading', level: 1, text: '来源文件（不随包移送）' },
		{ kind: 'list', ordered: false, items: input.files.map(({ name, digest, size }) => `${name}，${size} 字节，SHA-256 ${digest}`) },
		{ kind: 'heading', level: 1, text: '如何核验' },
		{
			kind: 'list',
			ordered: true,
			items: [
				'在任意一台电脑打开明审的“验签”页，拖入本压缩包；不联网即可逐项核验。',
				`核对签名密钥：${input.signer || '（未填姓名）'}，${input.keyId}。请通过另一渠道向移送人确认该密钥。`,
				'压缩包内任何文件被改动、增加或删除，核验均不通过。签名证明完整性与来源密钥，不是电子签章认证。'
			]
		},
		{ kind: 'signatures', places: ['移送人', '移送单位（盖章）', '日期'] },
		{ kind: 'signatures', places: ['接收人', '接收单位（盖章）', '日期'] },
		{ kind: 'small', lines: sourceLines(source) }
	];
}
