import { stay, type Planted } from '../planted.ts';
import { documents } from '../scenes.ts';

const seen = (fee: string, note: string): Planted['record'] =>
	stay({ visit: { med_type: '11', endtime: '06 11:00' }, fee, document: documents(`门诊病历|04 10:30|${note}`) });

export default [
	{
		id: '182',
		record: seen('牙髓失活术|04|1|60|05|每牙\n开髓|04|1|30|05|每牙', '46牙开髓，封失活剂。'),
		nearMiss: seen('牙髓失活术|04|1|60|05|每牙|memo=46\n开髓|06|1|30|05|每牙|memo=36', '46牙封失活剂；06日36牙急性牙髓炎开髓。')
	},
	{
		id: '183',
		record: seen('根管内固定术|04|1|200|05|每牙\n根管预备|04|1|80|05|每根管', '11牙根管预备后行根管内固定。'),
		nearMiss: seen('根管预备|04|1|80|05|每根管|memo=11\n根管内固定术|06|1|200|05|每牙|memo=11', '11牙根管预备；复诊行根管内固定。')
	}
] satisfies readonly Planted[];
