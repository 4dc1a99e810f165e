import type { TableDescriptor } from '../descriptor.ts';
import { ageLimits } from './age-limits.ts';
import { agreedVolumes } from './agreed-volumes.ts';
import { amountLimits } from './amount-limits.ts';
import { antibiotics } from './antibiotics.ts';
import { benefitDrugs } from './benefit-drugs.ts';
import { bundles } from './bundles.ts';
import { chapterLinks } from './chapter-links.ts';
import { companions } from './companions.ts';
import { contraindications } from './contraindications.ts';
import { courseLimits } from './course-limits.ts';
import { departmentLimits } from './department-limits.ts';
import { diagnosisAges } from './diagnosis-ages.ts';
import { diagnosisSexes } from './diagnosis-sexes.ts';
import { diagnosisSupport } from './diagnosis-support.ts';
import { dipGroups } from './dip-groups.ts';
import { discountGroups } from './discount-groups.ts';
import { doseLimits } from './dose-limits.ts';
import { drugGroups } from './drug-groups.ts';
import { drugTests } from './drug-tests.ts';
import { exclusions } from './exclusions.ts';
import { facilities } from './facilities.ts';
import { frequencyLimits } from './frequency-limits.ts';
import { herbDoses } from './herb-doses.ts';
import { herbLimits } from './herb-limits.ts';
import { hospitalLevelLimits } from './hospital-level-limits.ts';
import { indications } from './indications.ts';
import { insuranceLimits } from './insurance-limits.ts';
import { interactions } from './interactions.ts';
import { itemKinds } from './item-kinds.ts';
import { methodWords } from './method-words.ts';
import { notGrouping } from './not-grouping.ts';
import { notMainDiagnoses } from './not-main-diagnoses.ts';
import { onlineLimits } from './online-limits.ts';
import { partDiscounts } from './part-discounts.ts';
import { priceLimits } from './price-limits.ts';
import { procedureItems } from './procedure-items.ts';
import { procedureSexes } from './procedure-sexes.ts';
import { recordNeeds } from './record-needs.ts';
import { repeatLimits } from './repeat-limits.ts';
import { rxDrugs } from './rx-drugs.ts';
import { screening } from './screening.ts';
import { secondLine } from './second-line.ts';
import { selectedPrices } from './selected-prices.ts';
import { sexLimits } from './sex-limits.ts';
import { staffScopes } from './staff-scopes.ts';
import { supplyLimits } from './supply-limits.ts';
import { testPairs } from './test-pairs.ts';
import { unitLimits } from './unit-limits.ts';
import { visitKindLimits } from './visit-kind-limits.ts';

/** Every table of knowledge (知识表), by its name in packs. */
export const KNOWLEDGE_TABLES = {
	sexLimits,
	ageLimits,
	insuranceLimits,
	hospitalLevelLimits,
	visitKindLimits,
	courseLimits,
	exclusions,
	frequencyLimits,
	discountGroups,
	procedureSexes,
	priceLimits,
	itemKinds,
	indications,
	secondLine,
	herbLimits,
	supplyLimits,
	benefitDrugs,
	departmentLimits,
	amountLimits,
	onlineLimits,
	selectedPrices,
	rxDrugs,
	agreedVolumes,
	partDiscounts,
	bundles,
	unitLimits,
	repeatLimits,
	doseLimits,
	drugGroups,
	antibiotics,
	companions,
	contraindications,
	interactions,
	herbDoses,
	drugTests,
	recordNeeds,
	methodWords,
	screening,
	testPairs,
	facilities,
	staffScopes,
	diagnosisSexes,
	diagnosisAges,
	notMainDiagnoses,
	notGrouping,
	diagnosisSupport,
	procedureItems,
	chapterLinks,
	dipGroups
} as const;

export type KnowledgeTableId = keyof typeof KNOWLEDGE_TABLES;

export const isKnowledgeTable = (name: string): name is KnowledgeTableId => Object.hasOwn(KNOWLEDGE_TABLES, name);
/** The descriptor of a table, its type erased. */
export const descriptorOf = (table: KnowledgeTableId): TableDescriptor => KNOWLEDGE_TABLES[table];
