import type { Bilingual } from '../domain/finding.ts';

/** Number of a class | what has to be known before a rule can decide it. */
const ROWS = `
	44|须知切口类别、用药起止时刻和地方预防用药目录；尚无规则|Class of the incision, times of the doses and the regional list of prophylaxis are needed; no rule yet
	45|须有省级分级目录和医师的处方权限；尚无规则|The provincial list of grades and the rights of each doctor are needed; no rule yet
	46|须知一张处方或一次就诊允许的品种数；尚无规则|The number of kinds permitted on a prescription is needed; no rule yet
	64|须有药品与配套项目的清单；尚无规则|A list of drugs and the services that go with them is needed; no rule yet
	68|须有说明书的单次与每日极量；尚无规则|The largest doses of the package inserts are needed; no rule yet
	69|须有同类药品分组及可合用的例外；尚无规则|Groups of like drugs, and which may be combined, are needed; no rule yet
	70|须有说明书适应症与诊断的对应；尚无规则|Indications of the package inserts by diagnosis are needed; no rule yet
	71|须有说明书禁忌与诊断、检验的对应；尚无规则|Contraindications by diagnosis and laboratory value are needed; no rule yet
	72|须有老年人慎用、禁用药品清单；尚无规则|A list of drugs to avoid in old age is needed; no rule yet
	73|须有妊娠期、哺乳期用药分级；尚无规则|Grades of drugs in pregnancy and lactation are needed; no rule yet
	74|须有药品相互作用清单；尚无规则|A list of interactions is needed; no rule yet
	75|须有配伍禁忌清单；尚无规则|A list of herbs that must not be combined is needed; no rule yet
	76|须有地方对味数、重量或金额的限额；尚无规则|Regional limits of pieces, weight or price are needed; no rule yet
	77|须有每味的每剂限量；尚无规则|The limit of each herb in a dose is needed; no rule yet
	79|须有治疗项目适应症与诊断的对应；尚无规则|Indications of treatments by diagnosis are needed; no rule yet
	82|须有项目禁忌症与诊断、植入物的对应；尚无规则|Contraindications of services by diagnosis and implant are needed; no rule yet
	83|须有项目适应症与诊断的对应；尚无规则|Indications of services by diagnosis are needed; no rule yet
	84|须有耗材与对应项目的清单；尚无规则|A list of materials and the services that use them is needed; no rule yet`;

/** Why no rule serves a class yet, by its number. The page shows it only while none does. */
export const WITHOUT_RULE: Readonly<Record<number, Bilingual>> = Object.fromEntries(
	ROWS.trim()
		.split('\n')
		.map((row) => row.trim().split('|') as [string, string, string])
		.map(([seq, zh, en]) => [Number(seq), { zh, en }])
);
