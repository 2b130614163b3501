"""異体字: which kanji are taken for one another when two texts are compared.

Unicode normalisation unites only compatibility characters (塚, 神, ㈱). 髙 and 高, 﨑 and 崎, 邉 and 辺 stay apart,
though a family may be written one way in the resident register and the other way on its own letter box. This table
unites them *for comparison only*.

What stands here: pairs of an old form and its successor in the lists of 当用漢字 and 人名用漢字 (facts of those
lists, cross-read with OpenCC's JPShinjitaiCharacters, Apache-2.0), forms common in names, and the radical
characters that text copied from PDF brings along. What does not: characters that are merely similar or of like
meaning (阪/坂, 園/薗, 柏/栢), and what only holds in place names (ヶ/が, 之/ノ): see `text.as_compared_place`. 斉
and 斎 are different characters, yet united, because 齊 and 齋 are mixed up in real registers more often than not; a
comparison says which characters differed, so a clerk can still tell 斉藤 from 斎藤.
"""

_NAMES = """
高髙 崎﨑嵜碕㟢 辺邊邉 斎齋齊斉 浜濱濵 徳德悳 吉𠮷 昇曻 柳栁桺 島嶋嶌 富冨 館舘 広廣 桑桒 橋槗𣘺 沢澤 瀬瀨 真眞 恵惠
寿壽 竜龍 桜櫻 栄榮 国國圀 関關 条條 峰峯 岳嶽 巌巖 藪薮籔 籠篭 桧檜 万萬 与與 船舩 松枩柗 淵渕渊 剣劍劔劒剱釼 曽曾
秋穐龝 涼凉 凛凜 尭堯 遥遙 槙槇 瑶瑤 兎兔莵菟 灯燈 涛濤 梼檮 祷禱 靭靱 穎頴 野埜 壺壷 弥彌 恒恆 慎愼 栃杤 珍珎 磯礒 縄繩
県縣 聡聰 村邨 喜㐂 達逹 宜冝 教敎 郷鄕鄉 卯夘 熙煕熈凞 礼禮 簑蓑 鈎鉤 雁鴈 翠翆 昂昻 彦彥 鰺鯵 蛎蠣 蝋蠟 侠俠 倶俱
塡填 繋繫 鴎鷗 麹麴 頬頰 掴摑 噛嚙 痩瘦 剥剝 嘘噓 醤醬 鹸鹼 焔焰 莱萊 芦蘆 蒋蔣 砺礪 祢禰 迩邇 諌諫 頚頸 鶯鴬 桝枡
晃晄 皐皋 飲飮 即卽 既旣 概槪 温溫 清淸 青靑 静靜 横橫 黒黑 黄黃 歩步 戸戶 姫姬 呉吳 娯娛 緒緖 増增 郎郞 衛衞 緑綠
録錄 尚尙 鎮鎭 頼賴 顔顏 併倂 瓶甁 屏屛 研硏 税稅 説說 脱脫 鋭銳 悦悅 閲閱 晩晚 絶絕 舎舍 巻卷 圏圈 券劵 捜搜 挿插
掲揭 渇渴 強强 産產 虚虛 偽僞 為爲 拠據 挙擧舉 暦曆 歴歷 歳歲 毎每 梅楳 没沒 殴毆 渉涉 渓溪谿 潜潛 畳疊疉疂 窓窗
薫薰 虎乕 鉄鐵銕鐡 陥陷 隠隱 隣鄰 髪髮 鶏鷄雞 麺麵麪 荘莊 錬鍊 晋晉 縁緣 萌萠 蛍螢 穣穰 徴徵 姉姊 巣巢 楡榆
"""

_OLD_FORMS = """
亜亞 悪惡 圧壓 囲圍 医醫 壱壹 稲稻 営營 駅驛 円圓 艶艷 塩鹽 奥奧 応應 欧歐 穏穩 仮假 価價 画畫 会會 壊壞 懐懷 絵繪
拡擴 殻殼 覚覺 学學斈 楽樂 缶罐 勧勸 寛寬 歓歡 観觀 気氣 帰歸 亀龜 犠犧 戯戲 旧舊 峡峽 挟挾 狭狹 暁曉 区區 駆驅駈
勲勳 群羣 径徑 茎莖 経經 軽輕 継繼 芸藝 欠缺 倹儉 検檢 権權 献獻 険險 顕顯 験驗 厳嚴 効效 鉱鑛 号號 済濟 砕碎 剤劑
雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 讃讚 残殘 糸絲 歯齒 児兒 辞辭 湿濕溼 実實 写寫 釈釋 収收 従從 渋澁澀 獣獸 縦縱 粛肅
処處 叙敍敘 将將 称稱 焼燒 証證 奨奬獎 乗乘 浄淨 剰剩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 寝寢 尽盡 図圖 粋粹 酔醉 穂穗
随隨 髄髓 枢樞 数數 声聲 窃竊 摂攝 専專 浅淺 戦戰 践踐 銭錢 繊纖 禅禪 双雙 壮壯 争爭 総總 装裝 騒騷 臓臟 蔵藏 属屬
続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 担擔 単單 胆膽 団團 断斷 弾彈 痴癡 遅遲 昼晝 虫蟲 鋳鑄 庁廳 聴聽 勅敕
逓遞 点點 転轉 伝傳 党黨 盗盜 当當 闘鬭鬪 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 抜拔 蛮蠻 秘祕
仏佛 払拂 並竝 変變 弁辨辯瓣 宝寶 豊豐 褒襃 翻飜 満滿 黙默 訳譯 薬藥 予豫 余餘 揺搖 様樣 謡謠 誉譽 来來 乱亂 覧覽
両兩 猟獵 塁壘 励勵 霊靈 齢齡 恋戀 炉爐 労勞 楼樓 禄祿 湾灣 撃擊 状狀 内內 亘亙 況况 決决 準凖 減减 氷冰 叫呌 呪咒
器噐 回囘 島㠀 舗舖鋪 叱𠮟 値值 戻戾 掻搔 査查 溌潑 涙淚 繍繡 脚腳 葱蔥 蝉蟬 贋贗 餅餠 唇脣 唖啞 弯彎 却卻 刹剎 竈竃
猫貓 撹攪 醗醱 輌輛 汚污
"""

_RADICALS = """
長⻑ 西⻄ 民⺠ 青⻘ 黄⻩ 亀⻲ 虎⻁ 鬼⻤ 麦⻨ 竜⻯ 斎⻫ 食⻝⻞ 骨⻣ 角⻆ 歯⻭
"""


def _one_for_each() -> dict[str, str]:
    """Variant → the character it is compared as."""
    groups = " ".join([_NAMES, _OLD_FORMS, _RADICALS]).split()
    return {variant: group[0] for group in groups for variant in group[1:]}


STANDARD_FORM = _one_for_each()
"""髙 → 高, 邊 → 辺, 邉 → 辺: the character as which each variant is compared."""
