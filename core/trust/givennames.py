"""Names that people are given, folded. Made by .ci/givennames; do not edit."""

from typing import Final

GIVEN: Final = frozenset(
    """
    aaaqil aaban aabid aabidouaa aachal aada aadam aadhya aadi aadil aaeeavdpa aaeeavdpoc aaeeia
    aaeeioc aaeptnc aafiya aage aagot aahana aahil aaikn aakibiadnc aakivon aaknotic aakunvn aalam
    aalee aalim aaliyah aamil aamir aamirah aanuoluwapo aaokapiva aaokapnc aaokpatnc aaovn aapo aapoh
    aaqil aarav aarif aarini aariz aarna aarnav aarne aaro aaron aarush aaryan aashi aashif aashir
    aasif aasim aatif aatiq aatos aauaoknvn aauaoknvoc aauiavn aauiavoc aaunpivn aaunpoc aaupevtia
    aaupevtioc aaus aavan aavina aayan aayush aazapia aazapoc aazim aba abaan abayomi abbas abbey
    abbi abbie abbos abby abdalla abdallah abdelatif abdelkader abdellah abderaouf abderrahmane abdeu
    abdi abdihakim abdirahman abdis abdon abdu abduaziz abduboriy abdul abdulahat abdulbekir
    abdulcemal abdulgazi abdulhadi abdulhamid abdulkadir abdulkerim abdullah abdullahi abdulloh
    abdulmenaf abdulsamed abdulsemet abdumalik abdurahmon abdurrahman abdurresit abebi abednego abeer
    abeiku abel abela abelardo abelone aben abena abeni abep abepbrh abepho abepkuu abha abhimanyu
    abhiram abid abigael abigail abigaili abilio abina abiodun abiona abiye abjorn abkcehtuu abneh
    abner abo abosede abpaau abpam abpeniu abpenu abpenuu abpop abraham abram abril abror abrur
    abryct abryctuah abryctuh abtohom abtopka abubakar abubakr aburer abuzar abyasa acar acarkan
    acenuha achiel achieng achille achim acikel acilay ackonbd aclan actpomepur acuoa ada adaeze adak
    adal adalberg adalbergur adalbert adalberto adalbjorg adalbjorn adalbjort adalborg adalborgar
    adaldis adalfridur adalgeir adalheidur adalmundur adalradur adalros adalsteina adalsteinn
    adalsteinunn adalveig adam adamo adams adamuha adan adanbept adasal adau adauavtia adauavtioc
    adda addi addison addy ade adeah adebiyi adebowale adebukola adedayo adedeji adekitan adekola
    adekunle adel adela adelaida adelaide adelardo adelasia adelbert adele adeleke adelgunde adelheid
    adelia adelin adelina adelinde adeline adelmo adem aden adenike adeniyi adenuh adeolu adeoti
    adepeju aderopo adesewa adeshina adesoji adesua adetayo adetoke adetoun adeyi adhiarja adhra adi
    adia adiarja adiel adiela adigun adika adikara adil adila adile adimu adina adinata adis aditya
    adlan admir adnan adolf adolfine adolfo adolfs adolphe adomas adonis adora adoracion adpa adpuah
    adpuahua adpurh adriaan adrian adriana adriane adrianna adrianne adriano adriel adrien adrienn
    adrienne adrija adrijana adunni advaith advay advik advika adviye adweta adwoa adya aeavdpoc
    aedan aedin aegileif aegir aena aengus aenne aeonoiva aeovapdoc aesa aesgerdur aesir aeukooea
    aeuovia aeuovnc aevar aevarr aewv aewvidac aewvidia aewvn afaq afer aferdita afet afia afife afil
    afiq afolarin afonso afra africa afrim afruza aftin afua aga agahadi agakisi agamali agamusa
    agapito agasefa agastya agata agatha agathe agaxan agbegim agca agda age aggrey agim agla aglaia
    agmur agnar agne agnea agnes agnesa agnese agneta agnete agni agnieszka agnolo agnos agostina
    agostino agripina agris agron agueda agus agust agusta agustin agustina aha ahactacir ahactacur
    ahahuu ahamapur ahat ahatonur ahatonuu ahdpej ahdpeu ahdpiu ahdpoh ahdpohuk ahdpuaha ahduka
    ahenuha aheta ahha ahita ahmad ahmed ahmet ahomanur ahpu ahrena ahrenka ahrenuha ahsen ahter ahti
    ahtoaheta ahtoanuha ahtoh ahtohena ahtohuh ahtohuha ahtohuu ahtun ahucum ahukeu ahukuta ahumupa
    ahuta ahuua ahxer ahywa aiaaektn aiac aiauavtnc aiauavtouaa aiauavtw aicha aida aidan aide aideen
    aiden aidw aiga aigars aija aijuka aikaia aikaioc aikatepivn aiko aila ailbhe aileen aili ailis
    ailish aimable aime aimee aimo aina ainara ainars aine aino ainoa aioundnc aiovuoia aiovuoioc
    aioyevnc airi aisha aishani aishling aisling aislinn aistis aisyah aitana aitor aiuiaia
    aiuiaiavoc aiuiaioc aivar aivaras aivars ajala ajan ajani ajda ajeng ajiman ajimat ajimin ajiono
    ajla ajna ajoke akalan akanmu akar akarsana akatay akawur akay akbar akbas akboga akcabay
    akcakyctu akcasu akcehtur akcivan akcudah akcuhtur akdora akdurmus ake akgol akgunes aki akif
    akife akinal akinkunmi akinlabi akinwale akinyi akise akkerman akmal akmaner akmaral akobir akos
    akosua akoth akoz akpibn akpiboc akpitac akram aksay aksel akseli akshay aksogut aksoy aktemur
    akua akum akumaa akumu akver akwasi akwesi akyildiz akynuha alaaddin alabezek alade aladin
    aladino alaeddin alain alambana alamiro alamu alan alana alanalp alanis alanna alannah alanta
    alara alastair alattin alaz alba alban albano albeiro alberico albert alberta alberte albertina
    albertine alberto alberts albin albina albino albrecht albulena alcan alcides alcira alda aldair
    aldar aldemar alderano aldin aldis aldny aldo aldonza ale alea alec aleida aleisha aleix
    alejandra alejandrina alejandro alejo aleks aleksandar aleksander aleksandr aleksandra
    aleksandras aleksandrs aleksanteri aleksei aleksej aleksi alemsah alen alena alenka aleodor ales
    alessandra alessandro alessia alessio aleta aletta alex alexa alexandar alexander alexandr
    alexandra alexandre alexandria alexandrie alexandrina alexandros alexandru alexe alexei alexej
    alexi alexia alexis alexius alf alfa alfar alfdis alfey alfgeir alfgerdur alfgrimur alfheidur
    alfhildur alfifa alfio alfons alfonsina alfonso alfonz alfpor alfred alfredo alfreds alfros
    alfrun alfsol alfur algirdas algis algot ali aliabbas alica alice alicia alicja alida aliihsan
    alika alin alina aline alinur alirio aliro alis alisa alise aliseydi alisha alisik alison alissa
    alisson alistair alistar alister alix aliya aliye aliyu alize alizee alja aljaz aljosa alka alkor
    alla allahverdi allan allana allegra allen alli allison ally alma almar almasi almast almaz
    almendra almir almira almudena almus almut almuth alois aloisia alojz alojzia alojzij alojzija
    alondra alonso aloys aloyse alparslan alpcan alphonce alphons alphonse alphonsus alpin alpsu
    alrekur alrun alsoy alta altin altinbike altincicek altinisin altinkaya altogan altug alva alvar
    alvaro alve alveiro alvilda alvin alvine alwin alwina alwine aly alya alyssa alzbeta alzina ama
    amac amada amadea amadeo amadeus amado amador amahle amaia amaira amal amalia amalie amalija
    amancio amanda amandine amando amani amanir amar amara amarachi amarilis amaro amaru amaury amaya
    ambar ambbp amber ambpociu ambpocuu ambre ambrose ambrosio ambroz amedeo amedeu amel amela amelia
    amelie amelija america americo ami amico amie amilcar amilia amin amina aminatu amine amir amira
    amleto amoc amoke amol amon amondi among amope amopur amor amos amparo amra amre amri amrita
    amruta amundi amy amza ana anabel anabela anabella anacleto anaelle anahera anahi anahis anahur
    anaida anais analia anamaria anamika anar anargul anaru anas anasa anastacia anastasia anastasie
    anastasio anastasios anastatia anastazie anastazja anatol anatoli anatolie anatolij anay anbbept
    anbbiha anbept anbuha anburha anca ancizar ancuta anda andela anders anderson andic andile
    andjela andjelina andor andova andra andrada andras andre andrea andreas andree andreea andrei
    andreia andrej andreja andrejka andrejs andrena andres andress andrew andrey andri andrian
    andrija andrin andrina andris andrius andrus andrzej anduh andwele andy ane anebahdbp anebtuh
    anebtuha anehka anej anek anekcahdap anekcahdbp anekcahdp anekcahdpa anekcahdpuha anekcej anekceu
    anekcua anel anemona aner anes aneta anete anett anetta anette anezka anfinn angalia angantyr
    angavu ange angel angela angele angeles angelica angelika angelina angeline angelino angelique
    angelita angelo anggabaya anghel anghelina angi angie angus anh ani anibal anica anicet aniela
    aniha anika aniko anina anirudh anis anisa anisoara anissa anita anja anjali anjolaoluwa anka
    anke ankica anmol ann anna annabel annabell annabella annabelle annah annak annalena annaliese
    annalisa annalise annamaria annamarie annar annarr annas annastacia anne annedore annegret
    annegrete annekatrin anneke annel anneleen annelene anneli annelie annelies anneliese annelise
    annelore annemarie annemette annemie annemijn annerose annes annet annett annetta annette anney
    anni annia annibale annica annick annie anniina annija annika annikki annina annita annukka
    annunziata anny anoaawv anoaawvia anom anon anoni anonnoh anonnuhapuu anonuhapur anootoaia
    anootoaoc anouk ansaldo anselm anselma anselmo ansgar ansh ansis ansora anssi antal antanas antar
    ante antero anthony antim antje anto antoaneta antoin antoine antoinette anton antonela antonella
    antonello antoni antonia antonie antonieta antonietta antonija antonin antonina antonino antonio
    antonios antoniu antonius antons antony antoon antra ants antti antun antw anu anuaha anucur
    anuha anunciacion anuntpa anuntpioc anuntpnc anuoc anuokpatnc anuokpitoc anuoooevnc anuouaa
    anusha anuta anvar anvi anya anyango anyelo anyi anze aoahacuu aoavaoia aoavaoioc aodhan aoevtnc
    aoevtpa aoibheann aoibhin aoibhinn aoife aokannioc aonaoia aongus aonuaknc aonuiva aonunc
    aonuouaa aonva aonvayopac aonvodwpa aonvodwpoc aopoditn aotepioc aotepw aouaoudevia aoudobikoc
    aouhoreh aouiza aoukac aoukia aoukiavoc aoukiooa aounvikoc aouva aoyooetnc apakwv apanur apaydin
    apceh apceha apcehuu apena apeoa apeouu apetn apiadvn apiotapxoc apiotea apioteidnc apiotobouaoc
    apiotoc apiotooavnc apiototeanc apiotouevnc apisara apkadiu apkadur apkaduu apnc apolena apolinar
    apolline apollo apollonia apolonia apooia apoooc apostolos april aptem aptemuu apteuic apteuioc
    apteuioia apteunc apuctapx apxeaaoc apxiundnc apxovtia apxun apyupioc apyupouaa apyupw aqil
    aquiles arabella araceli aracely aradhana aral aran aranka aranu aranuu aranzazu araobr araooh
    aras arata aratonod arben arbey arbjartur arbjorg arbjorn arbjort arbnor arbuu arcan arcelia
    archer archie arda ardian ardis ardit ardita areht arelia arelius arent ares arey arezki argeir
    argemiro argils argono argu arham arheh arhew arhewka ari aria ariadna arian ariana ariane
    arianna arianne aribert arie ariel ariela ariele ariella arif arifcan arife arija arijus arike
    ariki arikol arild arilius arin arina arinbjorg arinbjorn arinola aripinar aris arisa arisara
    arisoy aristide aristides aristita arius arja arjun arkadiusz arkut arlaug arlene arlet arlette
    arley arlind arlinda arlo armahan armand armandas armande armando armands armann armas armelle
    armend armenia armey armida armin arminas arna arnald arnaldo arnaldur arnar arnas arnau arnaud
    arnaude arnberg arnbergur arnbjorg arnbjorn arnborg arnd arndis arndor arndt arne arnes arney
    arnfinna arnfinnur arnfreyr arnfridur arnfried arngeir arngerdur arngils arngrimur arngunnur
    arnheidur arnhildur arni arnika arnim arnina arnis arnkatla arnkell arnlaug arnlaugur arnleif
    arnleifur arnlin arnljot arnljotur arnmodur arnmundur arno arnoddur arnold arnoldas arnoldo
    arnolds arnor arnora arnost arnouda arnpor arnpora arnprudur arnros arnrun arnsteinn arnulf
    arnulfo arnulfur arnvidur arny aroa aroha aron aronas arora arpad arpag arpora arran arreu arron
    arsael arsaell arsenie arsenio arsim arsipatra arsol arta artan artanto artawan artemio artemisa
    arthur artis arto arttu artturi artur arturas arturo arturs aru arun arunas arunima arusi arveig
    arvid arvids arvo arvok arvydas arya aryan arziye arzu asa asad asael asafe asake asalet asali
    asani asanti asatira asberg asbergur asbjorg asbjorn asborg ascension asdis asdrubal ase asef
    asfridur asgautur asgeir asger asgerdur asgils asgrimur asha ashan asher ashildur ashlee ashleigh
    ashlene ashley ashling ashton asi asia asif asila asilbek asile asim asiman asir asiri asirwada
    asirwanda askatla askell askja asko askur asla aslakur aslan aslanhan aslaug aslaugur asleif
    aslijan asliye asma asmadi asman asmar asmianto asmini asmira asmundur asmuni asny asolfur aspar
    aspor asrodur asros asrun assa assar assia assumpta assunta ast asta astbjorg astbjorn astbjort
    astdis astfridur astgeir astgerdur astheidur asthildur astmar astmundur aston astpor astpora
    astprudur astradur astrid astride astridur astrikur astrit astros astrun astvald astvaldur astvar
    astveig astvin asu asuncion asvaldur asvardur asvor aswani ataaavtn ataahua atabala atagun atahac
    atalay atalia atamoglan atanur atasagun atatore atena atenulf atfat atgun athanasios atharv
    atheel athena athman athuman athumani ati atiena atieno atila atilgan atilhan atilio atinuke atit
    atiyye atla atlanta atlas atli atma atmaja atnan attaf atte attila attracta atuha auaaia aubpooia
    aubpooioc aud audbergur audbert audbjorg audbjorn audbjort auddis aude audemup audgeir audia
    audkell audlin audmundur audna audny audolfur audrey audrius audrun audun audunn audur aueevtioc
    august augusta augustas auguste augustin augustina augustine augusto augusts aukoupyoc aukusti
    aulikki aulis aune aunyaporn auoavdpoc auoioea auoitpitn aupeh aura auraq aurea aureja aurel
    aurelia aurelian aureliana aureliano aurelie aurelien aurelija aurelio aurica aurimas aurora
    aurore ausma ausra ausrine austar austin austine austmann austmar austra austri autumn auyepn
    auyepnc auyn auyouotiva auyouotoc ava avaeayopac avaotaoia avaotaoioc avapyupn avapyupoc avatoan
    avaviac avayvwotnc avdpeac avdpiavn avdpokanc avdpouaxn avdpoueda avdpovikn avdpovikoc avelino
    aveotnc averil avgust avi avni avoiuoc avon avoouaa avoouanc avram avril avsin avtinatpoc
    avtiyovn avtiyovoc avtunac avtwvia avtwvioc avunc avva avvika awadil awamil awamiri awan awani
    awero awesi awhina awj awlya awmar awpooea awpooeoc awrad axel axelia axelle axelma axenia
    axiaaeac axiaaeia axinte aya ayaaia ayaan ayamin ayan ayanioc ayann ayanntoc ayaoayyeaoc ayaon
    ayaookanc ayaoovikoc ayasun ayaueuvwv ayaydin aybeniz aybet aybora aycagul aycan aycicek aydan
    aydar ayden aydin aydinbey aydinc ayduru ayelen ayesha aygonenc aygul aygun aygutalp ayhan ayinde
    ayinke aykut aykutalp ayla ayleen aylil aylin aylla ayman aymen aymeric aynilhayat aynimah
    aynoiaaoc aynur aynure ayodeji ayodele ayoka ayopw ayoub aypar aypopa aysan aysar ayse ayseana
    aysel aysema aysenur aysevim aysoy aysu aysuna aytek aytekin ayten aytoz aytuna ayu ayub ayulker
    ayush ayushman ayvas ayvn ayyaruk ayyeaikn ayyeanc ayyeaoc ayyubi azaan azad azade azahar azahara
    azalea azban azeeb azeglio azeneth azer azettin aziz aziza azize azizi azra azucena azuolas
    baaavtnc baaavtw baaba baadiunpoc baaepia baaepioc baaevtiva baaevtivoc baahir baaizeed baaoia
    baaoioc baaonc baaqee baaqir baaree baashir baasim baasit baba babar babasola babatunji babawale
    baber babett babette baccio bacehka bachittar backa bacun bacunb bacunka bacunuca bacunuha
    bacunuu badawi badegul badr badum baering baeringur baeron bagas bagdas bagdat baghyawati bagiya
    bagus bagya baha bahaa bahaddin bahadir bahadurjit bahari bahati bahittin bahiy bahrenur bahtinur
    bahuraksa bahuwarna bahuwirya bahyxu baiba bailey bailie baioc bairbel bairbre bairon bajragin
    bajram bakari bakda bakhshi baki bakiadi bakianto bakidin bakijan bakiman bakiono baknuha bakti
    baktiadi baktianto baktiono bala balamantri balangga balapati balatekin balaxanim balazs balca
    baldassare baldey baldomero baldrun balduino baldur baldvin baldvina baldwin bale baleegh
    balendra balhaar bali balidin balijan balinda balint baljiwan balli baltas baltasar baltazar
    balthasar balvan balveer balz bambad bambang bambi banara banawa banawi bancar bandile banehtuh
    banehtuha banel banepbrh banepiu banepur banepuu banjeet banr banu banuha bao baoiaeia baoiaeioc
    baoiaikn baoianc bapbapa bapdnc bapnaam bapoauia bapoauoc bapooaouaioc bapoonomeu bapoonomiu
    bapta baptist baptiste baqar baqir bara barak baraka barasa barbara barbel barbora barbro barbu
    bardi bardur barica baris bariscan barkha barna barnabas barpa barr barraq barri barry barsen
    bart bartek bartholomaus bartholomew bartley bartolome bartolomej bartolomeo bartolomeu bas
    basaam basarab basay baseer basel basem bashaar bashaarat bashan bashar basharat basheer
    basheerah bashkim basil basile basilio basim basir basok basriye bassam bassi bastiaan bastian
    bastien batal batirhan batool baturay baudelio baudouin baugur baunab bautista bauucnaba bawunr
    baydu bayia bayiavn baykan bayman bayram bayron bayruhan baytal bayzettin bazam bbnbo bbpbyhka
    bbua bcebonod bcecnab bcemun beaiooapia beaiooapioc beat beata beate beatpikn beatpuc beatrice
    beatrijs beatrix beatriz beau beauden bebba bebe beca becenuh becenuhka becha becky becnacurh
    beco becucnab beda bedi bediriye bedri bedrich begga begim begona behbud behda behedukt beheneha
    beheuur behirmuh behiza behlul behram behrem behruz behuamuh behucnaba beinir beinteinn beitir
    bek bekan bekbay bekim bekir bektasi bela belarmino belen belgizar belinda belisario belkize
    bella bellisan bello belo ben bena benadik benard benas bence bendeguz benedek benedetto benedict
    benedicte benedicto benedikt benedikta benedikte benedita benek bengibay bengt bengta beni benia
    beniamin benice benicio benidikt benidikta benigna benigno benita benito benjamim benjamin benn
    benna benney benno benny benoit benol benomupa benone benoni benony benovse benson bent benta
    bente bentey benthe bentina bento benuaha benucuma benuhha benumup benurhka benvenuto bepa bepeha
    bepo bepocnab bepohuka bepovika bepovikn beppe bepucnaba bepuh bepumup bepur ber bera berat beray
    beren berend berends berengere berenice berent berezat berg bergdis bergen bergey bergfinnur
    bergfridur bergheidur berghildur berghreinn bergjon berglaug berglin berglind bergljot bergmann
    bergmannia bergmar bergmundur bergny bergpor bergpora bergran bergrin bergros bergrun bergsteinn
    bergsveinn bergur bergvin berit beriye berkal berki berksay bernabe bernadett bernadette
    bernadine bernard bernarda bernardino bernardita bernardo bernd berndt bernfried bernhard
    bernhardine bernhardur berni bernice bernodia bernodus bernt bernward berra berran berrin bersi
    bert berta bertalan bertel bertha berthe berthold bertil berto bertold bertram bertrand bertulis
    beryl besart besarta besey beshte besim besin besir besnik bessi beste bestla beta betania beth
    bethan bethany betina betko betsy bett betti bettina betty betuel betuha betuho beua bevan
    beverley beverly bevetia bevetioc beviauiv bevizeaoc beyda beyhatun beyler beyzade bezek
    bhanumati bhavani bhavika bhavini bhavna bhavya bhekani bhekisisa bhekizizwe bhekokwakhe biagio
    bianca bianka bibi bibiana bibisora bibuwa bican bidayet bieke biel bienvenida bikevtia bikevtioc
    biktop biktopia biktopir biktwpia bil bilaal bilal bilay bilender bilgen bilginur bilgutay bilha
    biljana bilkay bilkisu bill billie billy bilol biltas bimala bina binay binbasar binisik bioaeta
    bionetta bipa bipyivia birben birger birgid birgir birgit birgitt birgitta birgitte birgul birkir
    birna birnir birousk birsan birsen birta birte birthe birtingur birtir birtna biruta bisar
    biserka bishakha bitaniu bitten bitul bizhan bjargar bjargdis bjargey bjargheidur bjarghildur
    bjarglind bjargmundur bjargpor bjarkan bjarkar bjarkey bjarki bjarklind bjarma bjarmar bjarmi
    bjarnar bjarndis bjarne bjarney bjarnfinnur bjarnfredur bjarnfridur bjarngerdur bjarnhardur
    bjarnhedinn bjarnheidur bjarnhildur bjarni bjarnlaug bjarnlaugur bjarnleifur bjarnolfur bjarnpor
    bjarnpora bjarnprudur bjarnrun bjarnsteinn bjarnveig bjarny bjartey bjartmann bjartmar bjartmey
    bjartpor bjartur bjolan bjolfur bjorg bjorgey bjorgheidur bjorghildur bjorgmundur bjorgolfur
    bjorgulfur bjorgvin bjork bjorn bjorney bjornfridur bjornolfur bjort bladimir blaedis blaengur
    blaer blaevar blaey blahoslav blaine blair blake blanaid blanca blanche blandine blanduzia blanka
    blas blathnaid blaz blazej blazena blerim blerina blerta blessing blida blin blomey bluette bnac
    bnad bnadneh bnadneha bnaducnab bnadumep bnadumup bnaduneh bnaduneha bnaro bnarobect bnarocbet
    bnarocbeta bnarodatka bnaroj bnaromup bnarou bnaruua bnatko bneh bnooapia bnooapiwv boas boaz bob
    boban bobba bobby bobupdap bobur bodhi bodi bodil bodo bodpomup boduua bodvar bodypka boe boel
    boga bogatimur bogdan bogdana bogdis bogey bogga boghildur bogi boglarka bogomir bohdan bohdana
    bohe bohko boho bohucnab bohumil bohumila bohumir bohuoauur bohus bohuslav bohuslava boi bojah
    bojan boje bolatito boleslav bolli boluwatife boma bonecnab boneh bonface bonifac boniface
    bonifacio bonnie bonodumup bonodumupa bonu bopeha boprhka bopuc bopucka bopucnab bor borahan
    boratas borbala bordah bordahha bordanuha borg borgar borgdis borge borghildur borgny borgpor
    borgpora borgrun borgulfur borh boris borivoj borja borje borkur borocnab borodap boromun
    boroniob boropodka borou borris bortecin boruhr borut borycnab borycnaba borys bosibori bostjan
    bot bothildur botnia botolfur botond boua bouchra bouhka bouko boun bouna boynak bozbag bozena
    bozerk bozica bozidara bozo boztas bpahko bpaoidac bphect bpohucnab bpohucnaba bpuonic bpuruta
    bpyuh bra brad bradley bradut brady braga braghildur bragi brahim brak bram bramwel branddis
    brandi brandon brandur brandusa brandy branislav branislava branka branko braulio bravin braxton
    brayan brayden breandan breanna brecht breda breeda breege breffni breki brencis brenda brendah
    brendan brendon breno brent bresi brestir bretislav brett brian briana brianna brice brid bridget
    bridgit bridie briek brien briet brieuc briget brighid brigid brigida brigita brigitta brigitte
    brijesh brilyant brimar brimdis brimhildur brimi brimir brimrun brinda brit brita britney britt
    britta brittany brittney brjann brneh brnehka broddi brodie brogan brona bronach bronagh
    bronislava bronwen bronwyn brooke brooklyn bror bruce bruna brunhild brunhilde bruni brunilda
    bruno bryan bryce bryndis brynfridur bryngeir bryngerdur brynheidur brynhildur brynja brynjar
    brynjolfur brynjulfur brynleifur brynny brynpor brynsteinn bryntyr bryony bucapuoh buccapuoh
    bucehtu bucep bucepa bucur budeh budenuh budi budio budocnab budoe buduh buduma buenaventura
    buget buhari buhbo buhcbht buhety buhko buho bui bujar bukehtu bukehtuu buktop buktopuh buktopur
    bukurije bulunc buneha bunjaha bunmi bunrh bunuah bunucnab bunur bunurh bunxema bunyamun buonet
    buoneta buonuh bupwv buraid burak burakhan buranot burc burckhard burcuhan bureyre burghard
    burhka buri burim burkard burkhard burkhardt burkney burkni buro busara busisiwe busra busranur
    butanuu butko butnrh butomup butomupa butow buwa buwetuh buwhio buwka buxbp buxpeh buxpohu
    buyrukhan bydumup byha bylgja byna byron bystrik cabba cabbar cabbatuu cabenuu cabeta cabir
    cabuha cacilia cacilie caetana caga cagak cagdan cager caglar caglasin cagveren cahal cahan
    cahangir cahir cahka cahya cahyadi cahyanto cahyo cahyono cailin cailum caio cait caitlin caitlyn
    caitriona caius cajsa cakar caket cakirca cakrabirawa cakrabuana cakrajiya cakrawala cakrawangsa
    cal calcedonio caleb calebe calim calin calista calisto calixta calixto callan callum calogero
    calti calum calvin calvince camcoh camelia cameron camil camila camilla camille camillo camillus
    camilo camok campbell campo camyun can canal canan canberk candace candela candelaria candelario
    candelas candeniz candice candida candido candra candrakanta canfeza cangur canice cannur
    canseven cansin cantemir cantez canuha canur caoilfhionn caoimhe caoimhin caolain caolan caomhan
    capa capar capkan capucine cara caragh caraka caren caridad carin carina carine carita carl carla
    carlijn carlito carlo carlos carlota carlotta carly carmel carmela carmelita carmelo carmen
    carmenza carmina carmine carminho carol carola carole carolien carolin carolina caroline carolyn
    carolyne carren carrie carsten carter carub cas casandra casemiro casey casian casiana caspar
    casper cassandra cassidy cassie cataleya catalin catalina catarina caterina cathal catharina
    catherina catherine catheriona cathleen cathrin cathrina cathrine cathriona cathy catia catinca
    cato catrin catrina catrine catrinel catriona catur caturangga caua caue cavad cavid cavit
    cavuldur cawisadi cawisono cawo cawuk caxopur cayadi cayetana cayetano cazimir cbbectuha cbetna
    cbetnaha cbetnio cbetnomup cbetnomupa cbetocnab cbitnaha cbobodka cbpmehka cbrtocnab cbrtocnaba
    cbrtononk cbudha ceara cebactbrh cebactuah cebactuh cebah cebap cebaxtuh cebda cebdah cebdanuh
    cebdenuha cebenuh cebepuh cebesoy cebeta cebrian cecelia cecep cecil cecile cecilia cecilie
    cecilija cecilio cecille cecnab cedeo cedide cedric cedrin ceferino cehko celal celem celene
    celeste celestin celestina celestine celestino celia celikkan celikyurek celil celilay celina
    celinda celine celso cem cemal cemale cemalettin cemani cemeh cemehapka cemeti cemil cemile
    cemiyle cemplunk cenan ceneh ceneha cengiz cengkal cengkir centa centrine cenubah cenubepct
    cepaoum ceprenuhka cepreu cepriu cerasela cerci cercis cesar cesare cetin cetinsu cevale cevheri
    cevikoz cevregul ceyhun ceyhune ceyla ceylin ceyran cezar cezara cezary cezayir chaaya chabane
    chad chaifah chaitaly chaitanya chaiwut chakradev chakradhar chakrika chalisa chamali chaman
    chameli champak chanakya chanchal chandani chandra chandran chandresh chanez changaz chanikan
    chaniya chantal chantel chantelle chanya charan charis charita charity charlene charles charlesh
    charlie charline charlott charlotta charlotte charly charmaine charo charos charvi chase chashida
    chasmum chatresh chatura chau chausiki chavvi chawin chawish chayanin chayapat che chebet chege
    chelangat chelo chelsea chelsey chema chepkemoi chepkoech chepkorir cheragh cherie cherif cherith
    cherotich cheruiyot cheryl cheusi cheyenne chi chiamaka chiara chibuzo chidimma chigozie chijioke
    chinedu chinelo chinyere chipukizi chiraz chita chizoba chloe chris christa christabel christel
    christelle christer christiaan christian christiana christiane christianne christie christin
    christina christine christl christof christofer christoffer christoph christophe christopher
    christos christy chucho chuki chukwudi chukwuemeka chus chuy cian cianan ciaobella ciara ciaran
    ciarrai cicek cici cidal cielo cihan cihandide cilga cilli cillian cilly cimnaz cinare cindoruk
    cindy cinerk cingiz cinta cinthia cinthya cintia cinzia ciprian cipriana cipriano ciriaco ciril
    cirillo cirino cirkeline ciro cisem citlali citra civgin ckakanka ckopbyt claas claes clair
    claire clara clare clarence clarice clarisa clarissa clarisse clark clas claude claudette claudia
    claudie claudina claudine claudio claudiu claudius claudy claus clavs clayton clelia clemence
    clemencia clemens clement clemente clementina clementine cleopatra cleophas cleto clifford
    climaco clinton cliodhna cliona clive clodagh clodomiro cloe clorinda clothilde clotilde
    cmexotepanur cmupha cnab cnabdo cnabe cnabeh cnaber cnabeuko cnabka cnabu cnabun cnac cnaceha
    cnacurha cnadonedka cnaptak cnobodah cnupena cnupudoh codie codin codrin codrina codrut codruta
    cody cogay cohen cokan cokpat cole coleman colette colin coline colins colleen collette collin
    collince collins colm colman colomba colpan colton coluccio colum columba come comfort conal
    conall conan concepcion concepta concetta concha conchita conchur conleth conn connell connie
    connor conny conomir conomoh conor conrad conradin conrado consolata constanca constance constant
    constanta constantin constantina constantino constanza constanze consuela consuelo cooir coooh
    cooper coopoh coouja coour coouuka copur cora coral coralia coralie coraline cord cordula
    corentin corey corina corine corinna corinne coriolano cormac cormack corneille cornel cornelia
    cornelio cornelis corneliu cornelius corona corrado corrie corsin cortney corvin cory cosima
    cosimo coskun cosmas cosme cosmin cosmina cosqun costache costantino costanzo costel costin
    courteney courtney craig crenguta crescencia crin crina cristal cristea cristhian cristhofer
    cristian cristiana cristiano cristina cristobal cristofer cristofor cristopher cruz crystal csaba
    csilla csongor ctabucapa ctahicnab ctahucnab ctahuena ctahumup ctahumupka ctamatka ctawa ctenah
    ctenuha cteoah cteoahu cteoahuja cterha ctibor ctirad ctojah ctonetka ctorh ctorhka ctoumeha cubu
    cubuna cucor cudep cudohur cudop cueh cueha cuheyna cuhknutukur cuhtur cuman cumeoh cumo cumoh
    cumoha cumsud cuna cunah cunahtuu cunaru cunbbectp cunbectbp cunbectpa cunbu cunbuo cunbur
    cunburh cuneyit cunrh cunrha cuoohr cupmah curdin curro curt curtis custodia custodio cvetka
    cvetko cynthia cyprian cyriel cyril cyrill cyrille cyrus czeslaw daamin daan daanish daanyaal
    daawood dabbah dabir dabud dace dacian daciana dacin dadap dadas dadey dadi dadina daeja dafina
    dafne dag dagbjartur dagbjorg dagbjort dagel dagfari dagfinnur dagfridur daggeir daggros
    dagheidur daghfal dagistan dagmann dagmar dagmara dagmey dagny dagnyr dagobert dagoberto dagpor
    dagrun dagur dah dahenuha dahha dahiana dahka dahuen dahumupa dahuna dahuno dahuua dai daiana
    daiga daina dainess dainis dainius daire dairine dairo daisy daiyaan dajana dakhil dakota daksh
    daksha dakshesh dalaja dalan dalbert dalbir daldis dale daler daley dalia dalibor dalila dalili
    dalima daliman dalimin daliono dalkilic dalla dalli dallilja dalmann dalmar dalmas dalros dalton
    dalvin damar damaris dameer damian damiano damien damienne damife damijan damini damir damjah
    damjan damjana damlanur damon damrha damu damurah damyanti dan dana danae danang dancan dancun
    danelius daney danfridur danheidur danhildur dani dania danica daniel daniela daniele danielius
    daniella danielle daniels danijel danijela danilo danique danis danish daniswara danitza danival
    danjuma danna danny danson dante danu danuja danuse danuta dany daouhka dapbr dapdahena daphne
    dapko dapuha dapuja dapur dara daragh darain darcy dardan daren daria dariana dariati darija
    darijan darika darimin darin darina darinka dario daris darius dariusz darja darko darlene
    darling darmaji darman darmana darmanto darpan darragh darran darrell darren darri darrin darryl
    darryn darsh darsirah darta dartono daru daruna darwin dary daryani daryl dasa dastageer daud
    daudi dave davi david davida davide davin davis davnet davor davorin davy dawid dawn dawud
    dayamai dayana dayar dayita dayna dayyaan dea deaglan dean deane deanna dearbhail dearbhaile
    dearbhla debbie debby debora deborah deborrah debra debu decebal declan decnab decnot decnuh
    decnuhka decucnab decumunrha decumup decunuah decurha deepa deger degmeer deha dehhuua dehu
    dehuahdpa dehuc dehucnab dehucnabeha dehuka dehumup dehurh deiby deicy deidre deirbhile deirdre
    deisy deividas dejah dejan del delfin delfina delfino delia delil delphine dembrh demehtuu
    demeter demetra demetrio demi demian demilade demirbuken demiriz demirok demiryurek demrh demud
    demup demupena demus dendy denes deniel deniis denis denisa denise denisse deniz denizalp denkel
    dennis denny denr denrh denrha denuaha deonopuha depdudac der dereck derek derh derick derkay
    derly dermot dermott derrick derval dervilla dervla derya deryanur desiderio desire desiree
    desmond despina destiny detenuh detlef detlev dev devansh devi devika devin deviner devon dewi
    dewo dex deyanira dezider dezso dhriti dhruv dia diah diamond dian diana dianah diane diann
    dianna dianne diar diarmaid diarmuid dick dickson dida didda didier didina didrik diederik
    diedrich diego dierk dieter diethard diethelm diether dietlind dietlinde dietmar dietrich digdaya
    digna dijana diken dilan dilara dilare dilaver dilcan dilder dildora dilfeza dilhus dilja dillon
    dilnoz dilnur dilsad dilsat dilsitan dima dimas dimaz dimitri dimitrina dimitrios dimmbla dimmey
    dina dinah dincer dinckol dincsu dinda dinis dino dinu diogo diokrha diomedes dion dionigi
    dionisia dionisio dionne dionyz dipa dipta dirican dirja dirk dirlik dis disa disella dismas dita
    ditmar ditte dittmar divan divya diya diyor diyora djamel dmitri dmutpo dmutpuu doa dobpocnab
    dobpuha dobromila dobroslav dobroslava dochia docta dodo dofri dogan doganalp dogannur dogansah
    dogg doguhan dogun dohe dohuka doina dolensoy dolli dolly dolores dolphine dolun dom domagoj
    domald domaldi domaldur domantas domas domehuka domen domenic domenica domenico domhildur
    domhnall dominga domingo domingos dominic dominick dominik dominika dominique dominyka dominykas
    domitila domnica don dona donagh donal donald donaldur donat donata donatas donatella donatello
    donato doner doniyor donmez donna donnacha donncha dono donough donovan dopa dopooeu dopuha dor
    dora doralisa dorcas dorcus doreen dorel dorey dori dorian doriana dorien dorin dorina dorine
    dorinel doris dorit dorita dorle dorli dorota dorotea doroteja dorothe dorothea dorothee dorothy
    dorottya dorte dorthe doru dorukhan dosopeus douglas douka dounia dovile dovud dovydas doyinsola
    dparah dparaha dparuua dpehka draga dragan dragana dragica drago dragos dragutin drahomir
    drahomira drahoslav drahoslava drajat drauma draumey draupnir drazen dreki drengur drew dries
    drifa drilon drita driton drofn droplaug drott dua duah duaha duamahdu duamahtuha duane duarte
    dubah duban dubun ducu duda dudko duero dufa dufgus dufpakur dugfus duha duhha dui duilio duje
    duke duko dulce duma dumisani dumisile dumitra dumitrana dumitru dumka dumutap dumutpa duna
    duncan dundaralp dung dunia dunja dunmaha dunn dunrh dunya dunyamali dunyo duong durab duracan
    durante durdali durdane durdica durdona durgadin durmusali durna durnise duro durodola
    durrusehvar dursadiye dursun duruk duruoz dusan dusanka dustin duuk duvan duyen duyguhan dvalinn
    dwayne dwi dyda dylan dylano dymphna dympna dyrborg dyrfinna dyri dyrleif dyrley dyrmundur dyrunn
    dywah dywka dzidra dzintars dzintra eaan eaawun eabbac eabbouaa eadaoin eaeooa eaeovopa eaeuoepia
    eaeuoepioc eaevn eaioabet eaiooaioc eakumbu eamon eamonn eanic eanida eanna eanow eapavtnc eappa
    earl eauouna eavan eavoinnn eavon eavooc eba ebahrenuha ebba ebbe ebbi ebceu ebctaouu ebctatu
    ebctatuu ebctaxuu ebcturheu ebdokum ebdokur ebdul ebeneser ebenezer eberg eberhard eberhardt
    ebnamnuu ebnpakcur ebonney ebony ebopocuhur ebpuduka ebreh ebrehur ebrehuu ebrpao ebtum ebuakil
    ebuka ecaterina ecebnaz ecegul eceh ecemis eckard eckart eckehard eckhard eckhardt eckhart ecrin
    ectena eda edalet edaviye edbuh edda eddah eddie eddy edel edelbert edelgard edelmira edelmiro
    edeltraud edeltraut edeltrud eden eder edgar edgaras edgard edgardo edgars edgubay edhitha edi
    edibe edier edil edilberto edilma edilon edilson edin edina edinah edinson edison edisson edit
    edita edite edith editha edmond edmund edmundo edmunds edna edoardo edon edona edouard edpio
    edson edu eduar eduard eduarda eduardo eduards edut eduta edvald edvar edvard edvardas edvin
    edvinas edvins edwar edward edwin edwina edyapd eeanvn eeapxoc eebaotiavn eebaotiavoc eebaotn
    eelis eemeli eemil eepaoeia eepaoeiu eepyioc eerik eero eesaa eesha eetu eeuiva eeva eevn eevoowv
    efe efemia efil eflatun efraim efrain efren efser eftimia eftimie ega egbert egedia egenur eggert
    eggpor eggrun egidijus egil egill egils egla egle egon egzon egzona ehan ehbo ehdo ehed ehio
    ehliman ehmed ehrenfried ehrentraud ehrhard ehsaas ehsan ehuua eidar eider eidny eidunn eidur
    eidvile eija eijaz eik eikar eila eileen eilifur eilis eilish eimantas eimear eimer eimhear einar
    einari einbjorg eindis einer einey einfridur einhildur einina einir eino einpor einrun einvardur
    eipavouc eipnvaioc eipnvn eir eira eiravati eirdis eirfinna eirik eirika eirikur eirny eirun
    eitel eithan eithne eivin eivind eivor eja ejaz ejder ejlaal eka ekaja ekalinga ekani ekansh
    ekanta ekantika ekapad ekaraj ekatepuha ekaterina ekavir ekbal ekber ekene ekiya ekkehard
    ekkehart ekmel eko ekow ekrem ekta ektap ektop ektopac ekum ekundayo ekundu ela eladio elaf
    elaine elamiye elariz elba elberg elbert elcin elcira elcy elda eldar eldbjorg eldeniz eldey
    eldgrimur eldjarn eldlilja eldmar eldon eldor eldrun eldur elea eleanor eleanora eleazar eleina
    elekber elektra elemer elena elenborg eleni elenore elentinus eleodoro eleonor eleonora eleonore
    elesger eleuterio elfa elfar elfi elfida elfie elfradur elfriede elfur elgin elgun elhan eli elia
    eliabeth eliakimu elian eliana eliane elias elie eliecer eliekrem elien elieser eliette elif
    elifnur eligia eligio eliisa elijah elimar elin elina elinbergur elinbet elinbjorg elinbjort
    elinborg elindis eline elingunnur elinheidur elinmundur elinor elinros elio eliona eliot eliott
    eliros elis elisa elisabet elisabeta elisabete elisabeth elisabetha elisabetta elisaveta elise
    eliseo elisha eliska elita eliud eliza elizabeta elizabete elizabeth elize elka elkana elke elkin
    ella elladio ellen ellert elley elli ellidi ellie ellin ellinor elliot elliott ellis ellisif elly
    elma elman elmar elmars elmeddin elmer elmeri elmidar elmir elmira elmo elna elnare elnur elnure
    eloa eloah elodia elodie elof eloi eloisa eloise elon elona elosy elove eloy elphas elpidio els
    elsa elsabet elsad elsbeth else elsebeth elsen elsever elsi elsie elsy elton elturan eluh elva
    elvan elvana elvar elver elvi elvia elvin elvina elvira elvire elvis elvy elwira elxan elyas elza
    elzbieta ema emahoun emahyen emahyun emahyuna emal eman emanoil emanuel emanuela emanuele
    emanuella emanuelly emanuil emas embla embrek embuh emeka emelia emeliana emelie emelina emeline
    emely emelyne emenbrh emer emerald emeralda emerson emese emiel emigdio emil emilce emile emilia
    emilian emiliana emilianna emiliano emilie emilien emilija emilio emilis emilly emils emilse
    emily emin emina emine eminir emir emiro emirsan emis emma emmaculate emmah emmahyun emmanuel
    emmanuelle emmerich emmet emmett emmi emmy emong emperatriz empluk emran emre emrullah emun emunb
    emunuah emunuja emunur emunurh emy enaptn enar enaueivwvdac enbo enbuc encarna encarnacion
    encarnita enda endah endopa endra endre endrit ene enea eneah eneha enehko enehuua eneka enektpoh
    enemar eneoheta eneohopa enes enfes engelbert engilbert engilbjartur engilbjort engiljon engill
    engilrad engilros engin enginiz engla enika eniko eniola eniotnun enis enith enja enko enma enna
    ennaioc ennio enno enock enok enola enouda enrico enrika enrique enriqueta ensar ensari ensio
    enteng entiqe enu enuac enuah enuca enucabeta enuceu enucur enuh enuha enuoah enupavva enupidouaa
    enupidwv enuua enver enya enzi enzio enzo eoaouwv eoawv eoghan eoin eoka eooia eoookanc eopaiu
    eopem eopocuhur eouatava eoum eoumeha eouueaa eowyn epact epaouia epatw epbuh epceh epeduh epemeu
    epemur ephantus ephct ephect epieta epifanio epika epiouan epmonau epmun epmunr epon epooeu
    eppikoc epraha epuha epuiovn epuk epunc epuoaaoc epwoian epwtokpitoc eral eraldo erasmo erastus
    eraycan erbay erbil ercan ercihan erdal erdemer erdibay erdmute erdogan erdursun erem eremia eren
    erenalp erensoy eres ergener erginel ergonul ergul ergun erhard erhardt eric erica erich erick
    erik erika erikas eriks erin erina erincer erion eris erkan erkilic erkinel erkki erksoy erla
    erland erlar erlen erlendur erlin erling erlingur ermanis ermanno ermenegildo ermes ermutlu erna
    ernest ernestas ernestina ernestine ernesto ernests ernir erno ernst erny erogul erol eron erop
    eroz erpur ersat ersec ersel ertan erten ertogrul ertun ertuncay erva ervaniye ervin erwan erwin
    eryildiz eryk eryn erzsebet esa esben esekiel esenbay esengun esenturk esfandyar esger eshan
    eshana esi esila esim esja esjar eskil eskinalp esko eslemnur esma esmanperi esmarelda esmee
    esmer esmeralda esmira esna esneider esparta espartaco espen esperanza espiridion esra esref essi
    esteban estefan estefania estefany estela estella estelle ester estera esteri esther estiawan
    estiono estiva estiven estrella esupofo eszter eta etauatioc etauativa etauatnc etaupoc etaupouaa
    eteaaa eteaaioc etela etelka etelvina eteoavia eteoavoc etepyiavn etepyiavvw etepyioc ethan ethel
    ethna ethne etibar etienne etiqad etizaaz etna etta ettore etuaiavn etuaiavoc etueh eua euaaunia
    euan euapayda euavoia euayyeaia euayyeaoc eudoeia eudoeioc eudokia eufemia eufrosina eugen eugene
    eugenia eugenie eugenio eugine eukaeia eukaeidnc eulalia eulogio eunan eunice eunika eunpaeia
    euoaaia euoebeia euoebia euoebioc euopoouvn euotaoia euotaoioc euotpatia euotpatioc euouuia
    euouuioc eupinidnc eupudikn eupukaeia eusebia eusebio eusebiu eustaquio eustatiu eutepnn eutimio
    eutropio eutuxia eutuxioc euuavoueaa euuavouna euueaa euuevioc euuewv euuewvia euuewvn euuopoia
    euyevia euyevioc eva evald evaldas evalds evaline evalyne evamaria evan evance evangelia
    evangelina evangelista evangelos evanghelina evans evaristo evcimen evde eve evelia evelien
    eveliina evelin evelina eveline evelio evelyn evelyne ever everline everlyne evert evey evfemia
    evgenia evi evie evija evita evlalia evrim evrimer evy ewa ewald ewan ewatomi ewelina ewkpatnc
    ewopovia ewtnpia ewtnpioc ewtnpnc ewzouoa ewzwv exequiel eyberg eybjorg eybjort eydan eydis
    eyfridur eygerdur eyglo eyhildur eyja eyjalin eyjolfur eylaugur eyleif eyleifur eylin eymar
    eymundur eypor eypora eyprudur eyrikur eyros eyrun eysteinn eyvar eyveig eyvindur eyvor eyyub
    eyyup ezekiel ezequiel ezgin ezgutekin ezio ezra faas faber fabia fabian fabiana fabien fabienne
    fabio fabiola fabrice fabricio fabrisius fabrizia fabrizio facundo fadekemi faderera fadil fadila
    fadile fadime fafnir fahari fahmi fahrullah fainche faiq faisa faith faizah faizan faize falak
    falan falgeir falguni falk falki falko falur fami famil famile fanaka fancy fannar fannberg
    fanndis fanney fanngeir fanni fannlaug fanny faqid farah faraj faraja farangiz faras fares farhan
    farhiya farhod farhunnisa farid farida farijika fariq faris fariz fariza farouk faruk farzona
    fathonah fatigul fatih fatiha fatihe fatima fatime fatinur fatma fatmanur fatmir fatmire faton
    fatteh fatuma faustas faustino fausto fay faye fayize fazil fazli fazul feargal fearghal febe
    febi februn fedde fedele feden federica federico federigo fedor fehim fehintola fehmin fehmiye
    feisal felice felicia feliciana feliciano felicidad felicie felicien felicitas felicity feliks
    feline felipa felipe felisa felista felister felistus felix felizitas fella fem fema femke fengur
    fenna fenne fenni fenrir ferahdiba ferahim ferat feraye ferda ferdi ferdinand ferdinando feremez
    ferenc fergal fergus ferhad ferhan ferhat ferid feride feriel ferihan ferinaz ferman fermin
    fermuta fernand fernanda fernande fernando ferney ferny ferqane ferre ferrux fersan fertram
    feruza feryas ferzi festus fetullah fexreddin fexri fexriyye feyha feykir feyruz feyyaz feyzin
    feza fezail fia fiachra fiamma fibikemi fidan fidaye fidel fidela fidelis fidelma fides fidvi
    fien fiene fifa fifill fiifi fikayomi fikret fildan filip filipa filipe filipia filippa filippia
    filippo filippus filit filiz filofteia filomena fimar finbar finbarr finian finn finna finnbjorg
    finnbjork finnbjorn finnboga finnbogi finnborg finndis finney finnfridur finngeir finnjon
    finnlaug finnlaugur finnros finnur finnvardur finola fintan fiodor fiona fionan fionna fionntan
    fionnuala fionnula fiorella fiorenzo fiorino firdavs firdevis firdovsi firengiz firmin firudin
    firuze fisnik fitan fitim fitnat fito fitore fitria fitriani fiyaz fizze fjalar fjalldis fjarki
    fjola fjolar fjolla fjolmundur fjolnir fjolvar fjornir flamur flannan flavia flavie flavio flaviu
    flemming fletcher fleur floare floarea floki floor floortje flor flora flore florea florence
    florencia florencio florent florenta florentin florentina florentine florentino florian floriana
    floriane florica floridor florim florin florina florinda florine floris flosi flovent flurin
    flurina flynn fodil folashade folda folke folker folkert folki folu fonn forni fortunata
    fortunato forum fossmar fotima fouzia frado fran franc franca france frances francesca francesco
    franchesca franci francia francine francis francisc francisca francisco franciscus francisek
    franciska franciszek franck franco francois francoise francy franjo frank franka frankie franklin
    frankline franky frann frans fransiska frantisek frantiska franz franziska frar fraser frauke
    frazer fred freda freddy frede frederic frederick frederico frederik frederika frederike
    frederikke frederique fredi fredo fredric fredrick fredrik fredrika fredy fregn freia freja
    fresia freya freybjorn freydis freygardur freygerdur freyja freylaug freyleif freymar freymodur
    freymundur freypor freyr freysteinn freyvidur fricis frida fridah fridberg fridbergur fridbert
    fridbjorg fridbjorn fridbjort fridborg friddis friddora fridey fridfinna fridfinnur fridgeir
    fridgerdur fridjon fridjona fridlaug fridlaugur fridleif fridleifur fridlin fridmann fridmar
    fridmey fridmundur fridny fridolin fridpjofur fridpor fridpora fridrich fridrik fridrika
    fridrikka fridros fridrun fridsemd fridsteinn fridur fridveig fridvin frieda friedbert friedemann
    frieder friedericke friederike friedhelm friedhilde friedhold friedl friedlinde friedo friedrich
    frigg frimann frithjof fritz frode frodi frodmar frodny froilan frosti frostros frusina fryderyk
    fuad fugen fulgencio fulvio fuma funi fura fusi fuzayl fuzuli fylkir fynn gabel gabi gabin gabino
    gabor gabriel gabriela gabriele gabrielius gabriella gabrielle gabrielly gaby gada gadang gading
    gaduh gaefa gaeflaug gael gaelle gaetan gaetano gagan gaia gaida gail gaiman gaja gal gala galak
    galang galar galasso galdur galih galina galiono galip gallego galo galuh galur galvarino
    gamaliel gaman gamani gamanto gambira gamblang gambo ganda gandewa gandi ganep ganga gangsa
    gangsar gani ganim ganimete ganiye ganjaran gantar gara garan garang garda gardar garech gareth
    garibaldi garima garpur garret garreth garrett garri garry garvan gary gaspar gaspard gaspare
    gasti gaston gastone gathoni gatis gatot gatra gaui gauja gaukur gaurang gaurangi gaurav gauri
    gaurika gautam gautami gauthier gauthildur gauti gautrekur gautur gautvidur gavan gavin gawati
    gayathri gaylene gazel gazmend gbadebo gbolahan gbowoade geanina gearoid gebhard gederts
    gediminas gedion geert geetika gefjun gefn geir geira geirardur geirbjorg geirdis geirfinna
    geirfinnur geirfridur geirhardur geirhildur geirhjortur geirhvatur geiri geirlaug geirlaugur
    geirleifur geirlod geirmundur geirny geirolfur geirpjofur geirprudur geirridur geirrodur geirrun
    geirtryggur geirvaldur geisli gejza gelengul gellir gelsomina gelu gema gemma genaro gencaslan
    gencay gene genesis genevieve gennaro genovefa genoveva genta gentiana geoffrey geoffroy geofrey
    georg george georgel georges georgeta georgette georgia georgian georgiana georgina georgine
    georgios geovanny gerald geraldine geraldo gerard gerarda gerardine gerardo gerardus geraud geray
    gerd gerda gerdar gerdi gerdur gereon gerfried gergely gergo gerhard gerhardt gerhart gerhild
    geri gerlind gerlinde germain germaine german germana gernot gero gerold gerolf geronimo gerrard
    gerrit gerry gerson gert gerta gerti gertraud gertraude gertraut gertrud gertruda gertrude
    gertrudis gervasio gerwin gery gesa gesare gesche gesine gestheidur gestny gestrun gestur geta
    gethera getrude geza ghaalib ghaazi ghaffaar ghafoor ghaith ghalib ghaliyati ghanee ghanem ghani
    ghannam ghasaan ghauth ghawth ghayoor ghazalan ghazanfar ghazanfer ghazawan ghazi ghazzal
    ghenadie gheorghe gheorghita gherghina ghilas ghislain ghislaine ghita ghiyaath ghiyath ghufran
    ghulaam ghulam ghunayn ghusharib ghusun ghutayf gia giacinto giacobbe giacomo giada giampaolo
    giampiero gian giancarlo gianfrancesco gianfranco gianina gianluca gianluigi gianmarco gianna
    gianni gianpaolo gianpietro gibson gica gicu gideon giedre giedrius giel giesela gifty gigja
    gigjar gijs gil gilang gilbert gilberte gilberto gilda gildardo giles gilles gillian gillis gilly
    gilma gilman gilmar gils gilslaug gina ginette gino gintare ginyas gioacchino gioachino gioele
    gioffre gioia gion gionata giorgia giorgian giorgiana giorgio giosue giovanna giovanni giovanny
    girik girindra girish girolamo girts gisa gisbert gisela gisele giselle gisla gisley gisli
    gislina gislinde gislny gislrun gislunn gisselle gissunn gissur gita gitau githinji gitonga gitta
    gitte giulia giuliana giuliano giulietta giulio giuseppa giuseppe giuseppina giustino giz gizela
    gizella gizem gizur gjaflaug gjuki gladis gladys glauco glen glenda glenn glenys glo gloa
    globjort glod glodis gloey gloi gloria glumur gna gneisti gnupur gnyr goa goda godelieva
    godelieve godfrey godi godmundur godofredo godwin goffredo gogo gohar goi gok gokay gokbudun
    gokce gokcebalan gokcil goken gokhan goknur gokperi goksev gokten goli goma goncafer goncalo
    gonen gonul gonzalo gopal goran gorazd gordan gordana gordon gorgunay gorklu gorm gorsev gosta
    gote gottfrid gottfried gotthard gotthilf gotthold gottlieb gottlob gottskalk gottsveinn gotz
    goyo gozel gozem grace gracia graciana graciano graciela graeme graham grainne grani grania
    grankell grant gratian gratiana gratiela grayson grazia graziano graziella grazyna greca greco
    greet greg grega greger gregg gregoire gregor gregorian gregorio gregory grein greipur grelod
    greppur gret greta gretar gretchen grete gretel grethe gretl gretta grettir gricelda griet grieta
    grigore grima grimar grimey grimheidur grimhildur grimkell grimlaugur grimnir grimolfur grimulfur
    grimur griselda grit gro groa grzegorz gua guadalupe guarino gucal gucluer gucyeter gudberg
    gudbergur gudbjarni gudbjartur gudbjorg gudbjorn gudbjort gudborg gudbrandur guddis gudfinna
    gudfinnur gudfredur gudfridur gudgeir gudjon gudjona gudlaug gudlaugur gudleif gudleifur
    gudleikur gudlin gudmann gudmar gudmey gudmon gudmunda gudmundina gudmundur gudni gudny gudpor
    gudradur gudridur gudrodur gudrun gudsteina gudsteinn gudula gudvardur gudveig gudveigur gudvin
    guenter guenther guglielmo gugu gugulethu guido guilherme guillaume guillermina guillermo guiomar
    guiseppe gul gulab gulaga gulare gulay gulbala gulbani gulbeyan gulbiye gulce gulcegun gulcin
    gulcohre guldam gulder guldunya gulegen gulel gulenay guler gulev gulfaam gulfam gulfari gulfeza
    gulgen gulguzel gulhisar gulinaz gulkadin gullbra guller gulluhan gullveig gully gulmira gulmisal
    gulnar gulnare gulnaz gulnaziye gulnur gulozge gulper gulsa gulsahin gulsalin gulselin gulsen
    gulseref gulseren gulsevil gulshan gulsiye gulsu gulsum gultac gultekin gulten gulter gulus
    gulustan gulxar gulzadiye gulzar gumercindo gumi gumma gumustekin gun gunar gunars gunay gunaydin
    gunbir gunborg gunda gundel gunden gundhild gundi gundolf gundula gunduz gunduzalp gunebakan
    guneet guneri guney gungordu gungoren gunhild gunilla gunita gunkurt gunn gunnar gunnberg
    gunnbjorg gunnbjorn gunnbjort gunnborg gunndis gunndor gunndora gunnel gunnella gunner gunnfinna
    gunnfridur gunngeir gunnhallur gunnharda gunnheidur gunnhildur gunnjona gunnlaug gunnlaugur
    gunnleif gunnleifur gunnlod gunnolfur gunnoli gunnpor gunnpora gunnporunn gunnrodur gunnrun
    gunnsteinn gunnur gunnvaldur gunnveig gunnvor gunny gunsel gunsen gunser gunta guntars gunter
    gunther guntis guntram gunver gunvor gurarda gurcuye gurelcem gurli gurry gursal gurten gust
    gustaaf gustaf gustas gustav gustave gustavo gustaw gusti gusztav gutti guttormur guus guusje
    guvercin guy guzey gwen gwenael gwenaelle gwenda gwendolen gwendoline gwendolyn gyda gydja
    gydridur gygjar gylfi gymir gyongyi gyorgy gyorgyi gyozo gyrdir gyte gytis gytta gyula gzim habib
    habiba habibe habibu habil habodhehka haciali hacibey hacile hacko hactpaduh hactumup hactur
    hadassa hadda haddi haddur haddy hadi hadicha hadija hadir hadithi hadiza hadjer hadka
    hadrdoduahudrdonbah hadrey hadrien haduua haektpa haengur haenir hafberg hafbjorg hafborg hafdis
    hafey hafgrimur hafiz hafiza haflida haflidi haflina hafnar hafni hafny hafpor hafpora hafros
    hafrun hafsa hafsat hafshah hafsteina hafsteinn hagalin hagbardur hagbert hagen hahcumup hahio
    hahko haho hahu haia haiac haiava haiba hailey hairyanto hajnalka hajo hakan hake haki hakikat
    hakim hako hakon hakonia halenur haley haleygur halfdan halid halidun halil halim halima halina
    halisi haliye halla hallbera hallberg hallbjorg hallbjorn hallborg halldis halldor halldora
    halley hallfredur hallfridur hallgardur hallgeir hallgerdur hallgils hallgrimur hallgunnur
    hallkatla hallkell hallmann hallmar hallmundur hallny hallpor hallrun hallsteinn hallur
    hallvardur hallveig hallvor haluk hamar hami hamid hamima hamis hamish hamisi hamiyet hampus
    hamsini hamundur hamza hamzah hana hanbiken hanedan hani hania hanife hanim hanja hanna hannabel
    hannah hannchen hanne hannele hannelore hannes hanney hanni hannibal hanno hanns hannu hanny
    hanora hans hansa hansgeorg hansina hansjoachim hansjorg hansjurg hansjurgen hanspeter hansruedi
    hanss hansueli hansultan haotanu haoucat hapkuc hapuucnab haralamb haralambie harald haraldur
    harambee harbinaz hardana hardi hardik hardy harekur hari harijs harimurti harinakshi harini
    haris harish harita hariz harja harjasa harjaya harjo harlaugur harley harm harmony harnail harol
    harold haroldo haron harpa harper harri harriet harrison harro harry harsana harsanto harsaya
    harsh harshil hartaka hartana hartmann hartmut hartmuth harto hartvig hartwig harun haruna harvey
    hasan hasbek hasgul hashiki hasim hasna hasret hassan hasso hasta hasteinn hatah hatahaun hatanbr
    hatanir hatawa hatem hatice hatima hatin hatko hauda haudur hauha hauko hauksteinn haukur
    haukvaldur hauo hauwa hava havali havar havard havardur havarr havse hawa hawehindi hayali hayat
    haydee hayden hayel hayleigh hayley haym hayret hayrunnisa hazeem hazel hazine hazrat hbn heather
    heba hebeh hebeha hebehko hebrh hebunurh hecer heci hectop hector hedbo hedda hedenrha hedenuh
    hedi hedinn hedio hedko hedrnko heducnab hedvig hedviga hedvika hedwig hedy hege hehcucnab hehe
    hehko heida heidar heidarr heidberg heidbert heidbjorg heidbjork heidbjort heidbra heiddis heide
    heidelinde heidelore heidemarie heiderose heidi heidlaug heidlindur heidloa heidmann heidmar
    heidmundur heidny heidrekur heidros heidrun heidur heidveig heidy heike heikir heikki heiko
    heilmodur heimir heimo heiner heinfried heini heino heinrekur heinrich heinz heisi heitor hekima
    hekime hekla hekmet hektor helan heleen helen helena helene helfried helga helge helgi heli
    helina heliodoro hella helle hellen hellena hellevi hellmut hellmuth helma helmar helmer helmi
    helmtrud helmut helmuth heloisa heloise helvi hema hemal hemang hemangini hemani hemi hemid
    hemmert hendra hendri hendrik hendrikka henife henk henko henna henner henni henning henny henri
    henric henrich henricus henrieta henrietta henriette henrik henrika henrike henrikki henriks
    henrique henry henryk henuda heoknu heonuha hepec hera heracleea heraclio heraldo herbert
    herberto herbjorg herbjorn herbjort herborg herdis herfinnur herfridur hergeir hergerdur hergill
    hergils heribert heriberto herjolfur herlaug herlaugur herleifur herlinde herluf herma herman
    hermanis hermann hermanni hermelinda hermenegildo hermes hermina herminda hermine herminia
    herminio hermodur hermundur hernan hernando herney herocnab herprudur herputa herrmann hersilia
    hersir hersteinn hersveinn herta hertha heru hervar hervardur herve hervin hervor herwig heryanto
    hesbon hesen hesenaga hesti heuka heuko heva hewka heyder heyvetullah hezi hezniye hezron hicham
    hicran hicsonmez hidaya hidde hidir hifzullah hikmet hilal hilario hilarius hilary hilayda
    hilbert hilda hildah hildar hildburg hilde hildegard hildegart hildegund hildegunde hildibergur
    hildibjorg hildibrandur hildigeir hildigerdur hildiglumur hildigunnur hildimar hildimundur
    hilding hildingur hildipor hildir hildiridur hildisif hildur hilkka hillary hillevi hilma hilmar
    hilmir hiltraud hiltrud himawan himinbjorg himri hind hindal hinet hinewai hinrich hinrik hinrika
    hinrikka hipolito hiral hiram hitesh hjallkar hjalmar hjalmdis hjalmey hjalmfridur hjalmgeir
    hjalmgerdur hjalmpor hjalmros hjalmrun hjalmtyr hjalmur hjalmveig hjalta hjalte hjaltey hjalti
    hjarnar hjordis hjorfridur hjorleif hjorleifur hjorny hjortfridur hjortpor hjortur hjorvar
    hladgerdur hledis hlegestur hleidar hler hlidar hlidberg hlif hlifar hlin hlini hljomur
    hlodmundur hlodur hlodvardur hlodver hlokk hlynur hnefill hnikar hnikarr hoaiac hoang hoani
    hocine hodari hodd hodur hogna hogni hoha hohha hokume holgeir holger hollie holly holm holmar
    holmbert holmbjorg holmdis holmfastur holmfridur holmgeir holmgrimur holmkell holmpor holmsteinn
    holti homero hong honora honore hope hopka horacio horatiu hordur horea horia horn horst hortense
    hortensia hortenzia horymir hosea hoseas hoskadem hoskuldur houcine houda howard hpa hpakaeia
    hpakanc hpodotoc hraerekur hrafn hrafna hrafnar hrafnbergur hrafnborg hrafndis hrafney
    hrafngerdur hrafnheidur hrafnhildur hrafnkatla hrafnkell hrafnlaug hrafntinna hrafntyr hrannar
    hrappur hraunar hraundis hredhaan hrefna hreggvidur hreidar hreidmar hreimur hreindis hreinn
    hrimnir hringur hritik hroaldur hroar hrobjartur hrodgeir hrodmar hrodny hrodolfur hrodvar hroi
    hrolfdis hrolfur hrollaugur hrolleifur hromundur hronn hrund hrutur hrvoje huban hubert hubertine
    hubertus huda hudavent hudson hugberg hugbjorg hugbjort hugborg hugdis hugh hugi huginn hugleikur
    hugljuf hugo hugrun hugues huguette huha huhenb huia hukahdp hukahop hukodum hukoena hukoh hukona
    hukonau hukonuha hukumdar hukuoop hukuta huld hulda huldar huldis huldrun hulya humaira humaiya
    humayra humberto humbet humeyra humi humoyun humphrey hunalp hunbjorg hunbogi hundis hung
    hungerdur huni hunn hunor hunrodur hunter huohuna huong huooht hurdogan hurican hurmet hurputa
    hurside huruyet huryasar huseyin huseyn huseynqulu husmen husniyye husnuhal hussein huxley huy
    huzaifa huzuri hvannar hvonn hyltir hylur hynek hypeta iacob iain iakwbiva iakwboc ian iancu
    ianis iaoovac iaowv iara iasmina ibaad ibah iban iben ibeth ibidapo ibironke ibis ibn ibolya
    ibraaheem ibraheem ibrahim ibrani ibrohim ibun ica icha icimbike ida idda ide idik idika idiris
    idrees idris idriz idun idunn iepeuiac iepooeoc iepwvuuoc ieremia iesa ieva ifa ifeanyi ifechukwu
    ifeoma ifora iftikhaar iftikhar ifunanya ige ignac ignace ignacia ignacio ignacy ignas ignatz
    ignaz ignazio igne igor igors ihab ihaia ihsaan ihsan ihtesham ihtiram ihtishaam ihtsham iida
    iiris iisakki ijaya ijli ika ikapoc ikbal ikenna ikeoluwa iker ikhlaas ikhsan ikin ikiz iklim
    ikraam ikram ikramah ikrimah ikshita ilahe ilalmis ilan ilari ilaria ilarie ilarion ilbek
    ildefonso ildem ildes ildiko ildiz ileana ilenia ilga ilgi ilham ilhame ilhan ilias ilie ilija
    ilim ilinca ilir ilja ilka ilkane ilkbahar ilkim ilkin ilkka ilklima illugi ilmafer ilmari ilmars
    ilmur ilnare ilona ilonka ilper ilqar ilqare ilsa ilse ilsu ilteris ilyas ilyes ilze ima imam
    imane imants imany imara imaran imelda imene imer imge imi imke immaculate immanuel immo immy
    imogen imona imran imre imren imrich imrihan imron ina inaki inancli inara inare inaya inayet
    incifir inda indah indali indi india indiana indie indira indra indrajit indre indrek indridi
    indrikis indy ine ines inese ineta inez ing inga ingalill ingberg ingbert ingdis inge ingeborg
    ingeburg ingegard ingegerd ingela ingelise ingelore ingemar inger ingetraud ingetraut ingey
    ingheidur inghildur ingi ingiberg ingibergur ingibert ingibjartur ingibjorg ingibjorn ingibjort
    ingiborg ingifinna ingifridur ingigerdur ingilaug ingileif ingileifur ingilin ingimagn ingimar
    ingimaria ingimunda ingimundur ingipor ingiridur ingiros ingisol ingivaldur ingiveig ingjaldur
    ingmar ingo ingolf ingolfur ingpor ingrid ingrida ingried ingrun inguna ingunn ingvaldur ingvar
    ingveldur ingvi inigo inioluwa inka inken inkeri inmaculada inna innoautn innoautoc innocent
    innokpatnc innr inocencio inocentiu inqilab insa insaf inta intan intihap intiqam intizar ioaak
    ioabeaaa ioan ioana ioanina ioannis iobehanuu ioctuahha ioctuh ioctuha ioctuhuah ioctum iohoha
    ioidwpa ioidwpoc ioiyeveia iokaotn iolanda ion iona ionel ionela ionelia ionica ionuah ionueha
    ionur ionurh ionut ionuu iopdah iopdavia iopdavnc iopu ioputa iopuu ioru iosefina iosif iouaia
    iouaiavn iouaiavoc iouaioc iounvn ioxum ipeha ipic ippazio ipuha ira irade iren irena irene
    iretioluwa irfan irhat iriana iridenta irina irine irinel iris irja irma irmantas irmela irmeli
    irmengard irmgard irmhild irmi irmingard irmtraud irmtraut irmtrud irmy irnanto irop irpa irsad
    irungu irunn irwan irya iryna isa isaac isaack isabel isabela isabell isabella isabelle isabelly
    isac isack isadora isafold isaiah isaias isak isalind isaline isaque isar isarr isaura isaya
    isbjorg isbjorn iscan isdis ise iseldur iseoluwa isey isfandiyor isfold isgeir isgender isgerdur
    isha ishaan ishani ishanvi ishildur ishita ishola ishwar isidor isidora isidoro isidro isikay
    isiman isin isis isla islam islaug isleif isleifur islime islom ismael ismail ismar ismayil ismet
    ismey ismik ismo ismoil isobel isol isold isolde isolfur isolina isra israel israfil isrun issa
    issack issi issol istvan isveig ita italo itanya ituri itzel itziar iulia iulian iuliana iuliu
    iunn iurie iustin iustina iustinian iva ivan ivana ivanka ivano ivar ivars ivecen iver iveta
    ivette ivica ivka ivo ivona ivone ivonne ivor ivw ivy iwakeiu iwan iwavva iwavvnc iwo iwona iwono
    iwonoiva iwv iwvac ixtiyar iyabode iyadunni iyiyurek iymona iyvatia iyvatioc izaaz izabela
    izabele ize izel izgu izidor iztok izzet jaabir jaafar jaak jaakko jaan jaana jaanus jabal
    jabbaar jabir jabr jabulani jacek jacinta jacintha jacinto jack jackeline jackie jackline jackson
    jacky jaclyn jacmuha jacob jacobine jacobo jacobus jacopo jacqueline jacques jad jade jader
    jadranka jadwiga jael jaeman jafar jafet jaffer jaga jagapati jagaraga jagat jagdish jagrati
    jagvi jahangir jahanzeb jahdami jahdari jahe jahi jahiz jahm jahongir jai jaider jail jaiman
    jaime jair jairaj jairo jairus jais jaka jake jaki jakob jakobina jakobs jakop jakov jakub jalaal
    jalal jale jalees jalia jalil jalmari jalol jalsa jamaal jamal jamalia jameel james jamie jamil
    jamila jamshid jan jana janaki janani jane janet janeta janeth janett janetta janette janez
    jangwa jani janic janice janick janik janin janina janine janis janja jankat janko jann janna
    janne janneth janni jannie jannik jannika jannis jano janos janosch januja janus janusz janya
    japhet japheth jaqueline jara jared jari jarkko jarl jarlath jarleth jarmila jarmo jarnbra jarne
    jarngerdur jarngrimur jarno jarolim jaromir jaromira jaron jaroslav jaroslava jaroslaw jarprudur
    jarrod jarun jaruthip jaruwan jarwa jarwadi jarwi jasin jasiri jasmani jasmijn jasmin jasmina
    jasmine jasminka jasmit jasna jason jasper jasur jaswadi jatgeir jati jatin jatmiko jatmundur
    jatvardur javan javi javier javiera javohir jaxon jay jaya jayadi jayda jayde jayden jayeng
    jaylinn jayne jayson jazeps jazmin jean jeana jeanette jeanine jeanne jeannette jeannie jeannine
    jeannot jeanny jebet jecinta jedidah jedrzej jeet jeevika jef jeferson jeff jefferson jeffery
    jeffrey jefri jeison jeisson jekabs jekaterina jekaubs jelagat jelani jele jelena jelita jelka
    jelle jelte jemimah jemma jemutai jena jenaro jenel jenetta jenifer jeniffer jenipher jenna jenni
    jennie jennifer jenniffer jenny jeno jens jensina jente jepchirchir jepchumba jepkemoi jepkoech
    jepkorir jepkosgei jeppe jeptoo jere jeremi jeremiah jeremias jeremie jeremy jergus jerica jerker
    jermaine jerman jermiah jernej jerneja jeroen jerome jeronimo jerono jerop jerotich jerry jerson
    jeruto jerzy jes jesca jesper jesse jessica jessie jessika jessy jesu jesus jesusa jet jetmir
    jeton jevgeni jezups jhalak jhan jhoan jhoana jhon jhonatan jhonny jhony jil jill jillian jim
    jimena jimmie jimmy jina jinawi jindra jindrich jindriska jinjuta jinthe jip jiri jirina jitka
    jitrin joa joachim joacim joakim joan joana joann joanna joanne joannes joao joaquim joaquin
    joaquina joash job jobah jobaha jobst jocelyn jocelyne jochem jochen jochum jodi jodie jodis jody
    joe joel joelle joep joerg joeri joey joffrey jofridur johan johana johann johanna johanne
    johannes johans john johnathan johnnie johnny johnson johnstone johny joi joke jokla joko jokubas
    jokull jokulros jolan jolana jolanda jolanta jolanthe jolene jolie jolien jolijn jolin jolina
    joline jomar jomundur jon jona jonah jonanna jonar jonas jonasina jonatan jonathan jonathon
    jonbjorg jonbjorn jonbjort jondis jondor jondora joney jonfridur jongeir jongerd jonheidur
    jonhildur joni jonida jonina joninna jonmundur jonna jonny jono jonpor jonsteinn jony joojo joona
    joonas joonatan joost joppe jora joram joran jordan jordana jordi jordon jordy joren jorfi jorg
    jorge jorgen jorgina joridur joris jorja jorlaug jorma jormundur jorn jorri jort jorundur jorune
    jorunn jorvar jorvi jos josafat josavin jose josebina josee josef josefa josefiina josefin
    josefina josefine joselyn josep joseph josepha josephat josephina josephine josephus josette josh
    joshua josiah josiane josianne josip josipa josko joso josphat josphine josse jost josteinn josua
    josue josy jouko jouni jovan jovana jovin jovina jovita joy joyce joyline jozef jozefa jozefina
    jozica jozo jozsef jua juan juana juanita juanito jude judea judit judita judith judy juergen
    juha juhana juhani juho jukka jula jule jules juli julia julian juliana juliane julianna julie
    julien julienne juliet julieta julieth julietta juliette julija julijana julijs julio juliros
    julita julius juliusz juma jumaane jumadi jumari juna june juni junia juniana junior junius
    juozas juraj jure jurek jurg jurgen jurgita juri jurij juris jurre jussi justas justin justina
    justinas justine justiniani justo justus justyna jusuf jutta juul juulia juuso juvenal juwon
    jyoti jyrki jytte kaaaionn kaaaipon kaaaippon kaaaivikn kaaaivikoc kaaipn kaamil kaan kaaouoipa
    kaarina kaarlo kaashif kaat kaauww kaazim kabeer kabir kabiru kacbrh kachela kacper kacudu kacung
    kada kader kadinana kadir kadlin kadri kaduoeuka kaeapxoc kaeavonc kaeiw kaeja kaeobouaoc kaeonac
    kaeonatpa kaeouevnc kaeovikn kafeel kahina kahir kahu kahurangi kahywa kai kaia kaija kaique
    kairav kaisa kaiser kaitlin kaitlyn kaj kaja kajen kajetan kajji kajsa kajus kakali kaktus kala
    kalbi kaldi kaleb kaleem kaleema kalervo kalevi kalgay kali kalim kalina kalla kalle kalman
    kalmann kalmar kalpit kaltrina kaluwa kamal kamala kamar kamaria kamau kambali kamer kami kamidin
    kamiel kamil kamila kamile kamilla kamilly kaminna kamma kamolchanok kamran kamron kamya kanak
    kanda kandef kane kaner kani kania kanini kannuctpat kanpulat kanuca kanuevtivn kanuha kanunc
    kanutoh kanyda kaombwe kaooavdpa kaooiavn kapagan kapamenuta kapeh kapitola kapmeh kapn kapno
    kapoaoc kaponuh kaprasius kapuh kapuha kapum kapuoouaaia kar kara karaamat karabas karaca karaer
    karakucak karam karama karan karanbay karani karanja karatas karcan kardelen kardi kare kareem
    karel karen kari karim karima karimah kariman karimi karin karina karine karitas kariuki karja
    karkur karl karla karles karley karlfried karlheinz karli karlijn karlina karlinna karlis karlo
    karlotta karlukhan karma karman karmen karna karo karol karola karolien karoliina karolin
    karolina karoline karolis karoly karsa karsana karsten karta kartika karvel karya karyn kasam
    kashan kashangaki kashif kashish kashvi kasif kasim kasimir kasiran kasiyah kaskazi kaspar
    kaspars kasper kassandra kassim kastiel kastriot kasusra kata katactpooa katakomb katalin
    katalina katana katanuhka katariina katarina katarinus katarzyna katcha kate katelijne katelyn
    katepiva katepuh katepuha katerina katerine katharina katharine kathe katherin katherina
    katherine katherinne kathi kathinka kathleen kathrin kathryn kathy kati katia katica katie
    katinka katja katla katleen kato katri katrien katriina katrijn katrin katrina katrine katriona
    katty katuhka katy kauko kauri kautaiuvnotpa kauthar kaveaaa kaver kavurt kavya kawaca kawaya
    kawkab kawthar kay kayagun kayden kaye kaygusuz kayhka kayit kayla kaylee kayleigh kayrabay
    kaysan kayun kazi kazim kazime kazimierz kazimir kbetocnaba kbhuha kcahdpuhur kcehur kealan keano
    keanu kebopk kebuh keegan keelan keely keeva kefser keijo keira keisha keith keji kelami keld
    kelechi kelli kellie kelly kelsey kelvin kemal kemale kemaleddin kemba kemboi kemuma kemunto ken
    kenan kenari kendra kenedy kenes keneth kenn kennedy kennet kenneth kenny kent kenter kenth
    kenyangi kenza kenzie kenzo kepahka kepaoia kepu keramet keran keri kerim kerime kerman kerri
    kerrie kerry kerstin kerttu kerubo kestutis kete ketilbjorg ketilbjorn ketilfridur ketill
    ketilridur ketu kevim kevin keya keyaan kezban kezia keziah khaalid khaan khadidja khadija khaled
    khalid khalil khamani khamisi khanyisile khloe khoa khyt kiaan kiah kian kiandra kiano kiapo
    kiara kiaran kiarie kibafupia kibar kibet kibibi kiburi kick kiddy kiera kieran kiernan kieron
    kifaye kifayet kijana kijani kike kikelomo kiki kikiaia kilian kilicbay kiljan killian kilonzo
    kim kimani kimanzi kimathi kimberley kimberly kimbilio kimeu kimmo kimutai kimya kinaya kinel
    kinga kingston kinubi kinuthia kinyanjui kinyua kiojah kioko kipchirchir kipchumba kipenzi
    kipepeo kipkemboi kipkemoi kipkirui kipkoech kipkorir kipkosgei kipkurui kiplagat kiplangat
    kiplimo kipngeno kipngetich kipras kiprono kiprop kiprotich kipruto kipsang kiptoo kipyegon kira
    kiramettin kirat kirby kirgiz kiri kirk kirsi kirsten kirsti kirstie kirstin kirstine kirsty
    kirui kisima kismet kitan kitti kitty kiume kiuwv kivilcim kiwara kiyasi kizil kiziltunc kjalar
    kjallakur kjalvor kjaran kjarr kjartan kjarval kjeld kjell kjersti kjetil kjoi klaas kladia
    klaengur klara klare klas klaudia klaudie klaus klavdija klavs klea klemen klemens klement
    klementina klemenz kleopatra kliment klothilde knabdir knabdur knabduu knapa kneyha knor knorr
    knpukoc knud knum knumeht knut knutur kobe kocabas kocak kockan kocta koctaduhka koctrhtuh
    kodchaporn kodran koech koen koenraad kofi koggi koha kohctahtuh kohctahtuha kohdpat kohdpatuu
    kohoh kojo koker kokkwva koko koktas kokumupa kolawole kolbeinn kolbjorg kolbjorn kolbra kolbrun
    koldan koldis kolfinna kolfinnur kolfreyja kolgrima kolgrimur kolka kolmar koloman kolskeggur
    kolur kolvidur komapa komhuh konbo koncagul kondo kone konguralp konio konkordia konny konrad
    konradi konradus konstantin konstantinos konstantinus konstanty konstanze konul koouac koouia
    kopaaia kopan kophenur kophun kopur kopvnaia kopvnaioc kora koray korbinian kordula korede kori
    korinna korir korka korkmazalp kormakur kormlod kornel kornelia kornelija kornelius kort korugan
    kosemen kosgei kosisochukwu kosukhan kotryna kotuz kouho kouo kouvnvn kouvnvoc kovduaia kovser
    kovu kpacudapa kpacurha kpanuha kpbctahka kpcte kpiviw kpuctabena kpuctuaha kpuctuha kpuctur
    kpucu kpuotaaaevia kpuotaaanc kraki kreszentia kreszenz kria kriemhild kris krish krisha krishna
    krisjanis kriss krista kristall kristaps kristberg kristbergur kristbjorg kristbjorn kristborg
    kristdor kristel kristen kristens kristensa krister kristers kristey kristfinnur kristfridur
    kristgeir kristgerdur kristi kristiaan kristian kristiana kristiane kristianna kristie kristien
    kristiina kristijan kristin kristina kristine kristinn kristjan kristjana kristjon kristjona
    kristlaug kristlaugur kristleifur kristlin kristlind kristmann kristmar kristmundur kristny
    kristof kristofer kristoffer kristolina kristopher kristpor kristpora kristros kristrun krists
    kristupas kristvaldur kristvardur kristveig kristvin kristvina kristy kristyna krisztian
    krisztina krisztofer kritika krummi krystal krystian krystof krystyna krzysztof ksawery ksenija
    kubean kubep kubran kuc kuchanua kuddusi kudwvia kuh kuhka kuho kuhta kujoe kujtim kullervo
    kulnun kum kumar kumba kumbo kumoh kumral kumush kunapiooia kunaporn kuncara kunibert kunigunda
    kunigunde kunkyi kuno kunpiavn kunpiavoc kunpucnab kunpurh kunthara kup kupa kupatoa kupiakn
    kupiakoc kupiaznc kupka kupoc kuprk kuprko kuprku kupueh kupun kupunn kupuno kuria kurnia kursad
    kurt kurtis kurunzi kushtrim kusiima kustaa kusuma kut kutay kutgun kuto kutodap kutomup kutun
    kveldulfur kveta kvetoslav kvetoslava kwabena kwadwo kwaku kwamboka kwame kwamena kwasi kweku
    kweli kwesi kwotac kwotouaa kwvotavtia kwvotavtiva kwvotavtivoc kyalo kyan kyano kyara kyhka kyla
    kyle kylian kylie kyllian kyllikki kynpurh kyra laban labeeb labib labinot labuh lacey lachlan
    lacin lacramioara lada ladina ladislau ladislaus ladislav ladislava ladli lady laeeq laela laerke
    laetitia lage lahiah laia laika laila lailati laimonis laini laiq lais laith lajita lajlaj lajos
    laksana laksh lakshit lakshmi lala lale lalezar lalita lalo laly lamar lambert lamberto lameck
    lamine lamiye lan lana lanang lance lander lando langalibalele langat langgeng lanjar lantar
    laoise laora laqeet lar lara laras larensina larent larentius laretta larey larisa larissa larry
    lars larus lascar lasmanto lasmono lasse lassi laswi laszlo latasha lateef latif latika latoya
    laufar laufey laufheidur laufhildur lauga laugey laugheidur laugi laura laure laureano laureen
    lauren laurence laurens laurent laurentia laurentiu laurenz lauretta laurette lauri laurian
    lauriane laurie laurin laurina laurine lauris laurita laurits lauritz laurynas laus laust lautaro
    lavanya lavender lavinia lavize lawrence lawrencia layla laylo layth lazar lazaro laze lazim
    laziz lazzaro lea leah lean leana leander leandra leandre leandro leane leanne leano leart ledion
    ledun lee leela leen leena leevi lega legawa leia leider leidolfur leidy leif leifur leigh
    leiknir leikny leila leire leja lejla leke lekha lelia leman lembah lena lenah lene leni lenin
    lenka lenn lennard lennart lennarth lennert lenny leo leocadia leocadio leokadia leon leona
    leonard leonardo leonce leoncio leone leonel leonhard leoni leonid leonidas leonie leonor leonora
    leonore leons leontin leontina leontine leopold leopolda leopoldina leopoldine leopoldo leordean
    leos ler lere leroy lerze lesana lesia lesley leslie lesly leszek letafet leticia leticija letif
    letife letitia letizia levente levi levin levis levoslav lewis lex leydi leyla leyli leyre lezize
    lhanzey lia liam lian liana liane lias liba liban libardo libby liberto libia libni libor libusa
    libuse lica liceth licia lida lidia lidija lidwina lidya lieke lien liene liepa lies liesa
    liesbet liesbeth lieschen liesel lieselot lieselotte lieve lieven lieze lif lifdis liga ligia
    ligita liisa lila lili lilia lilian liliana liliane lilija lilijana lilita lilja liljana liljar
    liljuros lill lilla lillemor lilli lillian lilly lilo lilou lily liman limar limazah limon lin
    lina linah linas linberg linbjorg lincoln lind linda lindah lindar lindberg linddis linde lindis
    lindita lindsay lindsey line lineik linet liney lingny linh linhildur lini linn linnea lino
    lintang linus lio lioara lioba lionel lipika liridon liridona lirim lirjan lis lisa lisabet
    lisandra lisandro lisanne lisbet lisbeth lise lisebet liselott liselotte liseth lisette lissette
    lissi lissy listalin liv liva livia livingstone livio liviu liwia liya liyaaqat liyaqat liz liza
    lize lizete lizeth lizz lizzy ljiljana ljosalfur ljosbjorg ljosbra ljotunn ljotur ljubica ljubisa
    ljubov ljudmila ljufur lloyd loa loan lode lodewijk lodmundur lodovico loek loes lofn loftur
    loftveig logan logey logi lohit loic loice loida lois loise lokbra loke loki lola lolita lona
    londisizwe londiwe lone loni lonnie loot lopa lope lora loraine lorcan lore loredana lorelei
    loreley lorena lorens lorenz lorenza lorenzo loreto loretta loretto lori lorik lorin lorine loris
    lorna lorraine lot lotfi lothar lott lotta lotte lotti lou louana louane loui louie louis louisa
    louise louka louna lourdes lourenco lousie lova love lovis lovisa lovre lovro lowe lowie loyola
    luan luana luara luay lubica lubomir lubomira lubor lubos luboslav luboslava luc luca lucas lucca
    luce lucentiu lucero lucette luchino lucho lucia lucian luciana luciano lucie lucien lucienne
    lucija lucila lucile lucinda lucio lucky lucrecia lucretia lucretiu lucrezia lucy ludek ludger
    ludivine ludmila ludmilla ludo ludolf ludomil ludomila ludovic ludovica ludovico ludovicus
    ludovit ludvig ludvik ludvika ludwig ludwina luej luena lufen luhung luigi luigia luigina luis
    luisa luisana luise luisina luitgard luiz luiza lujza luka lukas lukasz luke lukita lukka lukman
    luljeta luluh lulut lulzim luminita lumir luna lundi lungile lunna lupe lupita luqmaan luqman
    lurhur lusia lusinda lut luter lutf lutfan lutfi lutfiyye lutgarde lutgardis lutgart luther
    luthfi lutz luuk luvisa luwar luwes luyanda luz luzia luzie luzius luzmira lwandile lya lyam
    lydia lydiah lydiane lydianne lydie lydur lykke lyna lynda lyndon lyndsay lyndsey lynette lyngar
    lyngheidur lynley lynn lynne lynnette lynsey lysiane lytingur maaauatevia maaauatn maabiva maahir
    maaike maajid maalik maanas maanav maaria maarit maarten maartje maawiya maaz maazin mabad mabel
    mabil mac maca macarena macaria macario macauley macharia macide maciej mackenzie macnuha macs
    mad madaha madalena madalin madalina madani madara maddalena maddison maddy made madeleine
    madelene madelief madeline madhav madhavi madina madini madison madiyan madleina madlen madneh
    madoa mads madyan mael maelle maelys maeva maeve mafalda maftuna magali magalie magaly magarete
    magda magdalena magdalene magdaline magdolna magga maggey maggi maggie maggy magna magndis magne
    magnea magnes magney magnfridur magngeir magnheidur magnhildur magni magnolia magnpor magnpora
    magnus magnusina magny magret magrit mahad mahali mahaz mahbeer mahbo mahboob mahbub mahdee mahdi
    mahdy maheen maher mahesa mahfooz mahfud mahfuj mahfuz mahi mahigul mahika mahio mahir mahire
    mahizer mahja mahmood mahmoud mahmud mahmut mahnaz mahoen mahon mahono mahonuha mahsun mahtac
    mahter mahulena mahyun mahyw mai maia maicol maida maidis maie maighread maija maik maike maiken
    maikol maila maimuna maimunah maina maingi maira maire mairead mairin mairtin maisa maise maisha
    maisol maisy maite maivi maj maja majani majd majdi majdy majeed majella majken majvor makan
    makap makapioc makara makarena makau makayla makcum makcumunbrh makcumunurha makeen makena makini
    makokha makori makpiva maks maksim maksimiljan maksude maksur maksymilian makunga makuta makuu
    mala malachy malak malcolm malea malen malena malene malfridur malgorzata malhildur malia malik
    malika malin malina malio maliza malla malle mallory malmfridur malou malte malthe malu malva
    malvina malwina mamadou maman mamen mamun man manaaki manadis manaf manah manaia manan manawa
    manbir manca manda mandla mandlakhe mandy maneha manel maney manfred mani manila manja manola
    manole manolo manon mans mansurali mantas mante manthan mantuha manu manuel manuela manuelita
    manuella manuelle manus manya mapa mapahrohu mapeh mapek mapia mapiaeva mapiavon mapiavva mapioc
    mapir mapiva mapivoc mapiyw mapjah mapk mapkeaaa mapko mapkoc mapkyc mapneha mapnr mapoa mapraput
    mapraputa maprut mapta maptbrh mapteh maptivoc maptuh maptuha maptuhurh mapu mapuah mapuh mapuha
    mapuhen mapuheta mapuja mapuo mapuonnuta mapuotka mapur mapurh maputha mapuu mapuuka mapwteoa
    mapyapita mapycr mapyietta mapyw maqsud mar mara maraea maras marbjorn marc marcantonio marcel
    marcela marcelina marceline marcelino marcell marcella marcelle marcello marcelo marcheta marcia
    marcial marciano marcin marcio marco marcos marcu marcus mardaneha mardis mare maree mareen
    mareike mareikura mareile marek mareks marel marela marella maren marese marey marfridur marga
    margana margaret margareta margarete margaretha margarethe margarida margarita margaritha margaud
    margaux margeir margherita margit margita margitta margo margot margoth margret margreth
    margrethe margrieta margrimur margrit margrith margrjet marguerite margunnur margus marguy
    marheidur mari maria mariadi mariah mariam marian mariana mariane marianela mariangela mariann
    marianna marianne mariano marias maribel marica maricel maricela maricica maricruz marie
    mariechen marieke mariela mariele mariella marielle marieluise marietta mariette marija marijan
    marijana marijke marijn marijon marika mariko marilena mariluz marilyn marin marina marine
    marinela marinella marinette marini marinka marino marinus mario marioara mariola marion maris
    marisa marise marisel marisela marisol marissa maristela marit marita marite maritta maritza
    mariuca mariuerla marius mariusz marja marjaana marjan marjana marjanca marjani marjatta marjeta
    marjo marjon marjona marjorie marjukka marjut mark markas marketa marketta markku marko markpor
    markrun markus marlaug marleen marlen marlena marlene marleny marlies marliese marlin marlis
    marlise marlon marly marlyse marnix marolina maron maroof maros marri mars marsa marselia
    marselina marsellius marsibil marsilia marsito marsudi marsy mart marta martaka martana martani
    marte marteinn marten martha marthe marthen marti martial martijn martim martin martina martine
    martino martins martirio marton martta martti martyn martynas marus marusa marvin marwa marwata
    mary maryadi maryam maryann maryanne maryanto marylene maryline maryse maryvonne marzena masa
    masar maside masika masinde mason massiel massimiliano massimo massinissa masume matas matbeu
    matbo mate matea matei matej mateja mateo mateu mateus mateusz matevz matheo matheus mathew
    mathias mathieu mathijs mathilda mathilde mathis mathys mati matias matic matija matilda matilde
    matio matiss matiu mativa matjaz matka mato matoaioc matoiadn matous matpwvn mats matta mattea
    matteo matthaus matthea matthew matthia matthias matthieu matthijs matthilda matthildur matti
    mattia mattiana mattias mattina matts matty matunda matus matyas maua maud maude mauno maupa
    maupikioc maupoc maupoeidnc maupoudnc maur maura maureen mauri maurice mauricette mauricio
    maurilio maurin maurine maurits mauritz maurizio mauro maurus maurycy mavie mavoa mavtw mavuno
    mawa mawo max maxence maxho maxi maxim maxima maxime maximiano maximilian maximiliano maximilien
    maximino maximo maximus maxine maxwel maxwell may maya maydaanvn maydaanvoc mayerly maykol maynur
    mayra maysa mayte maza mazlum mbithi mboya mbugua mburu mcebisi mckenzie mctucnab meabh meaetia
    meaetioc meaevia meagan meaghan meaiva meanouevn mecak mechthild mechthilde mechtild mecide mecit
    meda medard medeja medina medine meduah meduxa meelis meera mees mefarettin mefharet meg megan
    megane megha meghan meghana mehbare mehdi mehdiqulu mehdiye mehemmed meherrem mehin mehman mehmed
    mehmet mehmetzahir meho mehrigul mehrimoh mehru meibh meik meike meinhard meinolf meinrad meja
    mekhala mekkin mekkino mel melaha melahet melania melanie melanine melany melba melchior melchor
    melek meleknur meleyke melichar melihcan melikkan melina melinda melisa melissa melita melitta
    melker melkior melkolmur melkorka melle melodie melody melrakki melros melul melvin melvine
    melwin memili memmed menahur menbdu menfeat mengi menguc menisan mensalder mensur mensure mentor
    meoodioc meooduu mepkoupioc mepona meponn mepunuh meral merba mercedes merche mercy mercyline
    merdi mereana meredith merel meret merete merethe mergim meriem merijn merike merim merita merja
    merkur merle merlin mert mertel merva merve mervi mervin mervyn mery meryem meryeme merziyye
    merzuk meshack meshur mesme messiana mestur mesude mesut meta metaeia metakca metanet metehan
    methusalem metin metinkaya metka metod metodu metrine metta mette metusalem meu mevavdpoc
    meveaaoc meveddet mevludiye mevlut mey meyakanc meyhanim meyransa meyvant mezide mia mias
    miatiadnc micael micaela micah miceal micha michael michaela michaele michail michal michala
    micheal micheala michel michela michelangelo michele micheletto micheline michell michelle
    michelotto michiel mick mickael mie mieke miel mieszko migle miguel miguela miha mihael mihaela
    mihai mihail mihajlo mihaly mihels mihhail mihin mihkel mihnea mihrab mihriye miia miika mijo mik
    mika mikael mikaela mikaelina mikaere mikayil mikayla mike mikec mikelis mikels mikhail mikjall
    mikkael mikkalina mikkel mikko miklos mikolaj mikulas mikyas mila milada milagros milan milana
    milay milcah milda mildinberg mildred mildridur mile milena milica milka milkah milla millaray
    mille miller millicent millie milly milo milorad milos miloslav miloslava milosz milota milou
    milovan milton miluse mimi mimir mimmi mimoza mimy mina mindaugas mindy mineha minenhle minerva
    minh minibe minna minney minny minodora minure mio mioara miodrag mipavta mir mira mirabela miran
    miranda miray mirbadin mircea mirco mirdza mireia mireille mirela mireli mirella mireya miriam
    miriama mirian mirja mirjam mirjami mirjana mirko mirlinda mirna miro miron mirona mironshoh
    miroslav miroslava miroslaw miroslawa mirra mirriam mirsad mirta mirte mirtha mirthe miruna
    miryam mirze misael mischa mishat mislav misra mist misty misuli mitali mitchel mitchell
    mitchelle mitesh mitica mitra mitrut mitzy mivepba mivwac mixaanc mixaeaa mixana miyesser mizhir
    mjadveig mjalldis mjallhvit mjoll mjollnir mjolnir mkarkara mladen mlungisi mnadneha mnaia mnqobi
    mnvac moa modect modesta modesto modi modis modris modupe moeidur moey mofifoluwa mogens mohamad
    mohamed mohamedi mohammad mohammed mohamud mohand moheidur mohini mohinur mohlaroyim mohsim
    mohuka moira moises mojca mojisola mojisoluwa mojmir mokeu moli mollie molly momanyi momepa mona
    monalisa monica monicah monika monique monis monja monserrat montserrat mooxa moptadena mora
    moraa moradeke morayo mordur moreen morena morenike moreno morgan morgane mori moric morine
    morits moritz mork morolake morris morten mortimer moses mosi mosinmileoluwa mosunmola motunrayo
    mouceu mouloud mounir mourad moureen mourib mourine moussa moya moyosore mrihani mthokozisi
    muarra mubariz mubetcel mubina mucahit mucellib mucevher muchiri mucna muema mueni muferrih
    mufide mufit mugambi mugber mugdha mugendi muggur mugo mugur mugurel muha muhallil muhamed
    muhamet muhammad muhammadali muhammadamin muhammadamir muhammadayub muhammadaziz muhammadrizo
    muhammadsafo muhammadsodiq muhammadsolih muhammadumar muhammadyasin muhammadyusuf muhammadziyo
    muhammed muhammet muharrem muhazzim muhima muhip muhiye muhka muhsina muhyettin muia muireann
    muiruri muizza mujde mujur mukbile mukhwana mukonau mukramin mukrume muktedir mukuta mulayim
    mulele muli mulwa mulya mulyanto mulyono mumbi mumo mumpuni mumtaz mumtaze mumtoz muna munah
    munapa munda mundheidur mundhildur mundina mundur muneh muneha munene munevver munezzer mungai
    muni munif muninn munisa munobah munoct muntezir munuaha munuu munuua munyao munyoki mup mupeha
    mupjaha mupocnab mupoh mupoivn mupona muptw murad murat muratcan muret muriel murielle muriithi
    murilo murimi murit murithi muriuki murneha murod murray mursalina mursel mursinin mursita murti
    musa musafet musaffa musau musee musembi musemma musfira mushtariy musila muskunaz muslim muslima
    muslum mustafa mustafo mustapha mustika mustofa musure musyoka musyoki mutai mutasim muthama
    muthengi muthoka muthoni muthui mutia mutie mutinda mutiso mutisya mutko mutluhan mutooah mutowka
    mutua mutuku mutunga muturi muvaffak muvahhide muveddet muwka muxaun muxauneha muxauno muxaunuha
    muxeu muxlisa muxtar muzaffer muzayyana muzdahir muzdalifa muzeffer muzekker muzhir mwamini
    mwanajuma mwanamisi mwangangi mwangi mwaniki mwanzia mwasaa mwaura mwende mwendwa mwezi mwikali
    mwiti mya mylene myles myr myra myriam myrkjartan myrkvi myrra myrta myrtha myrthe myrun mywaha
    mzamo naadir naail naajy naasih naasir naathim naatwv naazhim nabeeh nabeel naben nabenuh nabhan
    nabigh nabih nabil nabila nabko nabne nabno nabnomup nabnuh nabnuha nabnuk nabp nabpehtuu nabunur
    nacer nachiket nacho nacio nackan nackap nacko nacnahaxun nactbp nada nadeem nadege nades
    nadeschda nadeshda nadezda nadhir nadia nadim nadin nadine nadir nadja nadr naducnab nadumup nae
    naeem nael nafasat nafees nafesa nafii nafile nafis nafula nagi naglis nahac nahashon nahau
    nahauot nahcenot nahda nahde nahdenuc nahe nahiara nahide nahkpat nahkpatuu nahkptuurh nahla naho
    nahoun nahtaneu nahteneu nahteneumoh nahtepa nahtio nahto nahuel naiara naib naibe naide nail
    naile naim naimh nair naja najair najam najeeb najib najuma najwa naki nakif nakip nako naksh
    nakul nalan nalar naliaka nam nambio nambo nambu namiq nana nanbo nanbupa nancy nand nandini
    nando nandor nane nanjala nanka nanko nanmu nanmupo nanna nanni nanny nano nanoaewv nanomuha
    nansy naoavana naoimh naoise naom naomh naomi naomy naonuha naoutapxoc naoxaaia naoxaanc napackeb
    napamoh napaokeuac napaokeun napaoxoc napawkeb napawkebah napawkebuua napaxod napeooa napic
    napmeh napoeh napoeva napoleone napuca napyhka napyw naradi narcis narcisa narciso narcisse nardi
    narfi narhanim narimane naringul narji nas nasab naser nashipie nasiba nasim nasiru nasra
    nasrullah nassim nastja nasuf nataaia nataaiva natacha natali natalia natalie natalija natalio
    natalja nataly natan natanael natania nataniel natasa natascha natasha natasja natasza natbo nate
    natella natevan nath nathalia nathalie nathaly nathan nathanael nathaniel nathari nathasha natio
    natiq natividad natko nato natpokaoc natpuk natpuotka nattawun nattmordur nattsol nattulfur natuh
    naua nauaiva nauaoc naucuu naud nauo nauoaviac nauoika navayia navayiwta navayiwtnc navaync
    navdwpa naveen navopuitnc navtaznc navteaenuwv navteaia navteanc navtouaa navwpaia nawal naxom
    nayara nayaret nayareth nayeli nayfa nayh nayibe nayil naynuh naynuha naywva naz nazaret nazario
    nazende nazi nazidil nazile nazim nazime nazimet nazir nazli nazlihan nazlim nazmi nbah nbaheca
    nbahha nbahka nbaneha nbenuaha nbpbonetka nbuhka ncak ncau nckbp nckpeh ncnepux nctah nctatko
    nctunrh nctunurha ncudop ncuxur ncyc ndegwa nderitu ndirangu nduku ndumiso ndunge ndungu nduta
    nea neaayia neahdbp neal neaonidac neapxoc neasa neb nebeht nebih nebiha nebko nebojsa necati
    necb necdat nece necef nechifor necilal necmettin necva nedas nedda nedjma neel neelima neema
    nefaret nefise nefiye neftali neha nehbo nehemiah nehio nehip nehko neho nehuh neider neil neill
    neisti neja nejc nejdet neka nekesa neko nektapia nektapioc nel nela nelah nelcy nele nelia
    nelida nelima nelio nell nella nelli nellie nelly nelson nelsy nelu nelya nemanja nenad nenarer
    nenau nene nenenota nenna nenni neno nenucnab nenuha nenuho neo neoean neoh neohid neohtiu
    neohtuu neohud neokaeia neokanc neononbd neooutoc neotep nepatzia nepcuaha nepcurh nepemur
    nepikaeia nepikanc nepiotepa nepoeoovn neptun neptunus nepuaha nepukbn nepyha nerea nereida
    nergiz neriban nerijus nerim neriman neringa nermin nermine nesfe nesib nesimi nesip neslinur
    neslisah nesrin nesrine nessa nestor netap nete netkah netko neto netp netpa netpaha netpaku
    netpe netpo netpoc netpomun netpomupa netpuhen netpuuka netpywka netra netucur netuhka
    netukohrpec neuko neuo neuodoh neuonuha neutah nevaeh neval nevenka nevgin neville nevin nevio
    nevise nevsal nevsale newka newton neyran neza nezaket nezengul nezihi nezize nezrin ngaire
    ngamia nganga ngari ngeni ngigi ngoc ngozi ngugi nhah nheca nhhokehtuu nhien nhko nhlanhla
    nhremyhd nia nial niall niamh niara nibaldo nicanor nicat niccolo nichakarn nichifor nichola
    nicholas nichole nicholus nick nicklas nickson nicky niclas nico nicoara nicodemo nicodemus
    nicodim nicol nicola nicolae nicolai nicolaie nicolaj nicolas nicolasa nicolaus nicole nicoleta
    nicoletta nicoline nicolo nicu niculina niculita nicusor nicuta nidbjorg nidhi nidia nidra niek
    niels nienke nieppiva nieves nigar nigel nigesa nigmet nihad nihai nihal nihan niharika niilo
    niina nik nika nikanor nikau nikavdpoc nikita nikki niklas niklaus nikn niknoopoc nikntac nikntia
    niko nikoaaoc nikoaeta nikoaitoa nikoc nikodem nikodnuoc nikol nikola nikolai nikolaj nikolajs
    nikolaos nikolas nikolaus nikolett nikoletta nikolina nikora niks niksa nikulas nikwv nil nilam
    nilcan nilda nili nilima nilo nils nilson nilufar nimakoah nimrat nina ninetta nini ninioluwa
    ninir ninja ninna nino ninoska ninthe niobnuha niobob niobobb niobocnaba niobomup niobuha niobum
    niobumu niocuna niodmuna nionrha niracha nirgul nirja nisa nise nisha nitara nitesh nivdapoc
    nives nixon niyaga niyaz niyazi niyilolawa njabulo njagi njala njall njenga njeri njeru njiru
    njogu njoki njola njordur njoroge njozi njue njuguna nkazimulo nkiruka nkosi nmunuah nnamdi
    nnameha nnapuoh nnat nnatoh nnatuu nnbr nneaha nneka nnka nnko nnnonut nnodobutka nnonut nnu
    nnuahha nnuhda nnuja nnuomap nnur nnurh nnveaonn nnyn noa noah noaha noahha noam noaubia noaubioc
    noaudwpa noaudwpoc noaueevn noaukapnoc noaukpatnc noautiun noauuvia noauvikn noauxpovia
    noauxpovioc noauzwnc nobah nobahka nobantu nobko nobo nobpo nobuhle nobuo nobuua nocun nocuo noe
    noel noeleen noelia noeline noella noelle noemi noemie noha nohora nohruh nohuka noi noirin nojus
    nokkvi noko nokulunga nolan nolberto noleen nollaig nomagugu nomalanga noman nomasonto
    nomathalente nomathemba nomcebo nomthandazo nomusa nomvula nonekcuha nonhlanhla noni nonjabulo
    nonko nonni nonso nonuh nonuha nonukapn nonurh noontn noor noora noortje nopa nopahc nopdahka
    nopeha nopoupuu noppakao nora norah norbert norberto norbey nordmann nore noreen nori norica
    norina norma norman normann normunds notan notburga nothando nott notu nouaia nouaxepia noud
    nouikn noun nour nout nova november novi novreste novruz noxahha noxolo nozibusiso nozima nozizwe
    npa npabda npackobbr npaeiteanc npaknuu npauda npeca nphuk npicka npko npma npna npob npoctucbeta
    npodpouia npodpouoc npokn npokonioc npokoouu nponetuha npounoeac npoxip npoxop npuah npuh npuha
    npuheu npurh nqobizitha nrhatuu nrhka nrima nrnuka nrop nropb ntaizn ntavieaa ntimi ntko nuala
    nubar nubepta nubia nudret nudur nuduuka nugraha nuha nuhda nuhu nuka nula numeh numi numoh nune
    nunjaha nunko nuno nunrh nunrhka nunun nunur nuo nuoayopac nuppoc nur nura nural nuran nurane
    nuray nurbanu nurcan nurda nurdeniz nureddin nuretdin nurettin nurey nurgil nurhayet nuri nuria
    nuriat nurice nuriya nuriyet nurkan nurlan nurlana nurmelek nurmuhammad nursan nurseda nursen
    nurser nurseref nursim nurtac nurten nuru nurul nurulla nurullah nurveren nury nusa nusabe
    nusirevan nusret nutcha nutkrita nutwadee nuxur nuyan nwabudike nwaiva nxtuahdbp nyaboke nyaga
    nyakundi nyamai nyambura nyana nyanchama nyasi nyawira nybjorg nycuo nycur nydia nyha nyka nykah
    nykbrh nyko nykur nynke nynu nyoka nyoman nyongesa nyoni nyota nyuki nyvard nzioka nzomo
    oaaaooivn oaaeia oaanc oaburha oadeu oaidpa oaidwv oana oaopiavt oatume oauha oauunia oavn
    oavoupia oavoupioc oawpa oawpevtia oawpiva oaya oba obahec obaid obani obctbk obdulia obed
    obianuju obinna obodop obpetum ocampo oceane ochieng ockap octan octav octavia octavian octaviana
    octavie octavio octaviu octpomup ocun oda odalis odalys odapka odd odda oddbergur oddbjorg
    oddbjorn oddfreyja oddfreyr oddfridur oddgeir oddgerdur oddhildur oddi oddkell oddlaug oddleif
    oddleifur oddmar oddny oddpor oddrun oddsteinn oddur oddvar oddveig oddvor odeline odette
    odhiambo odhran odika odile odina odinn odkanli odongo oduooeac oduooeia oduooeuc oduor oeavw
    oebpohur oebpwvia oedip oedocuu oedop oedot oehr oekaa oekna oenukc oeoaoyia oeoaoyoc oeodooia
    oeodooioc oeodoonc oeodotn oeodouan oeodouaoc oeodwpa oeodwpoc oeokaeia oeokantoc oeoktuct
    oeoniotn oeoniotoc oeooah oeooavia oeooavnc oeooian oeooiaoc oeoopaotoc oeoouaaktn oeoouaaktoc
    oeotoknc oeoxapnc oeoxapouaa oepanoht oepevikn oeshi oetic oeuic oeuiotokaeia oeuiotokanc oeunc
    oewvn ofeigur ofelia ofeliya oganer oge ogechi oget ogmunda ogmundur ogn ogooluwa ogri ogulbas
    ogurata ogus oguzman ohucum ohuk ohyopu ohyopuu oiaapetn oiainna oiainnia oiainnoc oiaiw oianuwv
    oiaooen oiaounaa oisin oiva oivind ojas ojasvi ojvind okanay okbay okcaha okcehir oke okeah
    okechukwu okello okguclu okkas okoth okseven okta oktabur oktavia oktavius okto oktovia oktovius
    oktrbpuha okturemis okturk okumu okyalaz ola oladare oladimeji olaf olafia olafina olafur
    olajumoke olakunle olalla olanrewaju olansile olasunmbo olav olavi olavia olca oldag oldrich ole
    oleg olegario olena olfert olga olgeir olgerts olgierd oli olimpia olimpian olimpiu olina oliva
    olive oliver olivert olivia olivie olivier olivija oliviu oliwer oliwier olle olli olly olnir
    olof ololade oloo olov olrun oluchi olufunke olufunmilayo olumorotimi oluoch olus oluwafemi
    oluwagbemiga oluwakemi oluwamumibori oluwamuyiwa oluwasanmi oluwasegun oluwole olveig olver olvir
    olwen olwethu olympia omaca omaha omair omaira omaja oman omap omar omari omeir omenrh omer omi
    omina omisha omkaar omobobola omobolanle omodunni omolabake omolara omondi omosalewa omotara
    omotayo omotola omotoun omowumi omran omriye omur omya omyptar ona onabur onahac onat onbra oncel
    ondieki ondolfur ondrej onecb oneha onek onekca onekcahdp onel oner onesmus ongay ongen oni onkar
    onni onoeuc onofre onopehtuh onopo onopu onopuah onopuh onopuka onpeoia onsal onubepa onuker
    onumnu onumnuada onumnuu onundur onur onurcan onursu onveer onyango onyinye oocun ooibn ooiboc
    ooka ooma oona oonagh ooptyhat oopu ootuhka ootuu ooukudidnc oowv opahk opahu opahuucnab opan
    opaoubouaoc opauun opavtzeoka opaykiokoc opect opedu opeidepikn opeidepikoc opeotnc ophelia
    ophelie opieoc opiyo opneaha opnuh opodo opoeac opoeu opohka opon optodokcu opucr opue opuha
    opung opuvn opwonya opxuder opxudeu opxun oqtay ora oran oranli orazio orbrun orcin orduxan
    oreofe orestas oreste orfelina orfeus orfhlaith orfiye orgun orhan orheh orheha orhemup oriana
    orik orinder orjan ork orka orla orlagh orlaigh orlaith orlando orlaugur orlygur ormar ormheidur
    ormhildur ormur orn orna ornella orni ornolfur orri orsolya ortak ortansa ortrud ortrun ortwin
    oruc oruh orvar orvokki orxan oryurek osa osama oscar osha osiyo osk oskar oskari oskars osman
    osmo osogo osp ossama ossi ossian ossur osten osunleke osvald osvaldo osvalds osvaldur osvifur
    oswald oswaldo oswin otabek otakar otavio otay otfried othmar otieno otilia otilija otis otkatla
    otkell otmar oto otri otta ottar ottarr ottavio ottfried otti ottilia ottilie ottmar otto ottokar
    ottomar ottone otur otylie ouanes ouhdo oukur ouma oumka ounapet ounateu ounbo ounko ounomup
    ounpoc ounu ounudah ounumoh ounun oununac oununn oununonon oununuhu ounuoh oupavia oupc oupo
    oussama outi ove over ovidio ovidiu oviya ovli ovun owais owe owen owethu owino owkac owkiwv
    owteivn owteivoc owtioc owuac owuaic owuor oxahec oxana oxar oxpim oyenike oyindasola oyko oymak
    oyra oyro oysha oystein oyvind ozakan ozalpsan ozana ozansu ozaslan ozay ozbay ozbilek ozbilge
    ozcam ozdal ozdes ozdil ozdogdu ozel ozerdinc ozertem ozge ozger ozgun ozgur ozinal ozioma ozkent
    ozkutlu ozlem ozlu ozokcu ozpetek ozpinar ozsozlu oztek ozturk ozudogru ozy ozyurt paaaia paaanc
    paavo pabla pablo paca pacate pachongruk pacifica paco pada padka padma padmi padobah padocbeta
    padoctka padraic padraig padraigh padraigin padua paducnab padum padumupa pahal pahdio pahren
    paige paiman paio paivi paivikki pak paker pakize pakjira paksu pal pala paldis paley palfridur
    palhanna palheidur palhildur palia palin palina pall pallavi palle palmar palmey palmfridur palmi
    palmira paloma palrun pam pambe pamela pamfil pamuha panagachie panait panca pancho pandu panfilo
    pangbrandur pangeran pangestu panini panji pankrac pannawich panya paoana paoaun paola paoletta
    paolo par paramita paraschiva pardi parh paride parin paris parker parman parmes parsa parth
    parvez pasa pascal pascale pascaline paschal pascual pascuala pasi paskalia pasqual pasquale
    pastor pastora patchaploy patcharaporn patience patmup patrek patrekur patric patrice patricia
    patricie patricija patricio patrick patrik patrisia patrizia patrizio patru patryk pattamon
    pattapon pattatomporn patty patubop pau pauca pauhka paul paula paule paulette pauli paulica
    paulien pauliina paulin paulina pauline paulino paulius paulo pauls pauric pavani pavao pavel
    pavla pavlina pavol paw pawan pawel pawko pawo paxna paye payton paz pea peace peadar peader peah
    pearce pearl pearse peba pebeka pebekka pebka peder pedro peem peer peeter peggy pehlil pehrur
    pekka pekkan pelaji pelayo pelle pellegrino pem pembesin penelope pengill penina peninah penny
    pentti peodis peodora pepe pepijn pepita pepito per percy peren peri perinur peris perisan
    perkasa perla perlita permun pernilla pernille pero perrine perry pertti peruha pervaiz pervane
    pervin pervine perviz pesent peta petar pete peter peteris peterson petr petra petrana petras
    petre petrea petri petrica petrina petrisor petrona petronela petronella petronila petros petru
    petrun petrunella petrus petrut petruta petter petteri petur peyr peyton peyyiva phanice phelim
    phelix phenphitcha phileine philemon philip philipp philippa philippe philippine philis phillip
    philomena phineas phoebe phoenix phubes phuc phylis phyllis pia piaras pidrandi pidrik piedad
    pien pier pierangelo pierce pierette piergiorgio piergiuseppe pierina pierluigi piermaria piero
    pierpaolo pierre pierrette piersanti piet pieter pietra pietro piia pijus pilar pili pim pina
    pintusorn pinur pio piopuk piotr piper pippa pirahmet piran piret pirjo pirkko pirmin piroska
    pitipat pius pizoc pjalfi pjetur pjodann pjodbjorg pjodbjorn pjodgeir pjodhildur pjodleifur
    pjodmar pjodolfur pjodrekur pjodvardur pjostar pjostolfur placido plesu pleun plinio pnyac
    pnyouaa pobbpt pobept pobepto pobuh poceh pocehka pocenuha pocka pocko poctuaha poctucnab
    poctucnaba poctumup pocucnaba pocumup podah podauavon podavon podia podokaeia podooaoc poduoh
    poka pokcah pokcaha pokconaha pol polad polina poll polly polona polonca pomah pomeh pomen
    pomenuha pomeo pomoneta pompeo pompilia pompiliu pomponio pomun pomyn poncio pontus pooja
    popobawa poppy por pora poranna porar porarinn porarna porberg porbergur porbjorg porbjorn
    porbrandur porda pordis pordur poreha porelfa porelfur porenuha porey porfinna porfinnur porfirio
    porfridur porgardur porgautur porgeir porgerdur porgestur porgils porgisl porgnyr porgrima
    porgrimur porgunna porgunnur porhaddur porhalla porhalli porhallur porhanna porheidur porhildur
    porir porkatla porkell porlakur porlaug porlaugur porleif porleifur porleikur porlindur pormar
    pormodur pormundur pornchanok porny porodda poroddur porolfur porormur pororn porri porsteina
    porsteinn porsteinunn porstina porunn porvaldur porvar porvardur porveig porvor poul pouo pouoa
    pouunivn povilas poza pra praba prabawa prabowo prabu prainn prakosa prames pranata pranav
    pranawa prandur praneel pranit prasetya prasetyo prastar pratyush pravoslav prayitna prayoga
    prayogo preben predrag premysl preston pria priit prima primitiva primitivo prior prisca priscah
    priscila priscilla priscillah prisha priska priya profira prokop prostur prottur pruda prudence
    prudencia prudencio prudmar prudur prymur przemyslaw puaha puc puccio puck pucto puctr pufa
    puhando puji puk pula pumbaa pumma punhan puntira puput pur pura purcek puri puridur purificacion
    purity purwa purwadi purwanto pury pushti puspa puti putri putu pweavn pwuavoc pybeh pycanur
    pycka pycnah pymucnaba pyri pyrnir qaadir qaasim qabeel qabil qadar qadeer qadi qadim qadir
    qahtan qaim qais qalib qamar qani qanit qaratel qareeb qarin qaseem qasid qasif qasim qatadah
    qawee qay qays qedir qelender qenire qesem qezenfer qiyas qizbes qnn qonce qori qosqar quadir
    quang qudamah quddoos qudoos qudret queen quentin quincy quinn quinten quinter quinty quique
    quirino qulam qulu qumru qurban qusay qushi qutaybah qutb qutub raaateia raaatioc raaghib raagini
    raahil raakin raamis raamiz raanvn raanvoc raashid raatib raaukn rabah rabar rabb rabbaanee
    rabbani rabbiye rabea rabecca rabee rabi rabiah rabih rabit rabpieaaa rabpina rabpuna rabpuno
    rabu racha rachael rachana racheal rachel rachele rachelle rachid rachida rachit rachita rada
    radek radeke raden radgeir radha radhee radhika radhildur radi radika radim radit raditya radka
    radmila rado radomir radoslav radoslava radoslaw radovan radovana radu raducu raduz radvardur
    radvile raed raees rael raewyn raf rafa rafael rafaela rafaella rafal rafan rafay rafee rafeek
    rafeeq raffael raffaela raffaele raffaella raffaellino raffaello rafi rafia rafid rafih rafila
    rafiq rafn rafnar rafney rafnhildur rafnkell raghav ragheb raghib ragna ragnar ragnbjorg ragner
    ragney ragnfridur ragnheidur ragnhild ragnhildur raguel rahab raharja rahat rahayu rahbo raheel
    raheem rahel rahha rahiye rahma rahman rahmat rahmet rahmi rahu rahucnab rahuomup rahyua raid
    raife raihan raija raik raili raimo raimondo raimonds raimund raimundo raina rainer raisa raissa
    raivis raivo rajab rajata rajeshri rajko rakel rakide raksha ralf ralph raluca rama ramadan
    ramadhan ramazan ramid ramil ramile raminta ramiro ramiz ramon ramona ramunas ramune ramzi ran
    rana ranaktuoh ranbir randalin randall randi randidur randolf randver randy raneha ranehtuh
    rangga rani rania ranieri ranka rannva rannveig rannver ranr ranueh ranuha ranumup ranurh ranveer
    raoul raphael raphaela raphaelle rapo rapuoaaaia rapuoaaaoc raquel rares rasa rashid rashidi
    rasim rasime rasma rasmus rastislav rasul ratbo ratchanon ratih ratna raukepia raul rauno rauo
    raven ravi ravy rawiri ray rayaan rayan rayana rayen rayhona rayla raymond raymonde raymund
    rayyona razi raziye razvan rbapduaha rbda rbnbbuua rbneh rbnehka rbop rbopa rceh rceha rcep
    rctpeb reagan rebeca rebecca rebecka rebeka rebekah rebekka rebihat recep recepali reda redeoh
    redmond reece reet refet refik refiqe refur regan regina reginald reginbaldur reginbjorg regine
    reginn regis regitse regitze regula regulo reha rehaan rehadu rehadubanepueb rehaduu rehema
    rehhadiu rehhaduu rehile rehime rehko reho rehucnab reidar reidun reifnir reijo reimar reimer
    reimund rein reina reinald reinaldo reinar reine reinel reiner reingard reinhard reinhardt
    reinhart reinhild reinhilde reinhold reinis reino reis rejane reka reksa relu remazan rembrandt
    remedios remi remigio remo remus remy remzi remziyye rena renaat renan renata renate renato
    renaud rendy rene renee renemup rengul reni rens renske renzo reo reodum reomun reoonuavn
    reopreneha reopriu reopru reopruu reopruua repacum repakiva repaoiuoc repaoiuouaa repdah repdaha
    repmah repo repou repra reprah repreniob repreu repruh reptpyda reqsane resad reshoni resi resid
    resmiyye respati restu resul resulcan retko reto retucnab reuben reuo reva revobeoa revza rewo
    rewpyia rewpyioc rex rexhep rexsende reyansh reyes reyhan reyhane reyn reyna reynald reynaldo
    reynar reyndis reynheidur reynhildur reynir reyr reza rezin rezzak rha rhaduh rhaku rhakuh rhavi
    rhe rheduh rhek rher rhian rhianna rhianne rhiannon rhka rhko rhkyn rho rhoda rhomun rhona rhonda
    rhtap rhu rhuc rhucnab rhucnabur rhuen rhuha rhuk rhumup rhuucnab rhyapuu rhys rhyw ria riad rian
    riaoeun riavvnc riavvouaa rica ricarda ricardas ricardo ricards riccardo ricciotti richard
    richardt rick rickard rickey ricky rico rida ridhi ridwan rifkiye rigmor rigo rigoberto rihards
    riikka riina riitta rik rika rikard rikardur rikey rikhard rikhardur rikka rikke riku riley rim
    rimante rin rina rinaldo rini rino rinor rio rioaavta rioprr riorpa ripley risalet risasi rishi
    risper risto rita ritt ritva riwpyoc riya riyad riza riziki rizki rizvan rkib rkikac rko rkoaow
    rkob rkocnab rkum rkyb rnaoupa rneb rnib rnucnaba roan roar rob robbe robbie robby robert roberta
    robertas robertina roberto roberts robin robinson robiya robjorg robyn rocco rochdi rochelle
    rochus rocio rodah roderich roderick rodger rodgers rodica rodney rodolfo rodolphe rodrigo
    rodrigue rodull roel roeland rofn rogelio roger rogers rogn rognvald rognvaldur rognvar rohaan
    rohan rohat roise roisin rojnu rojus rok rokas rokkvi roko roksana roland rolandas rolande
    rolando rolands rolant roldan rolf rollande romain romaine roman romana romane romanita romano
    romeo romina romolo romuald romualdas romulo romulus romy ron rona ronal ronald ronaldo ronan
    ronith ronja ronke ronni ronnie ronny rono rony ronya roope roos roosa ropah ropdaha ropdeu
    ropdiu ropru ropur roque rori rory ros rosa rosalba rosaleen rosalia rosalie rosalina rosalind
    rosalinda rosalinde rosalva rosamel rosanna rosanne rosant rosar rosaria rosarie rosario rosaura
    rosberg rosbjorg rosborg rose roseanna rosel roselia roselinde roseline roselyn roselyne
    rosemarie rosemary rosenberg rosenda rosendo rosetta rosette rosey rosfridur roshildur rosi rosie
    rosina rosinberg rosinkar rosinkara rosinkrans rosinkransa rosita roska roskva rosl roslaug
    roslin roslind roslinda roslyn rosman rosmann rosmarie rosmary rosmunda rosmundur rosny ross
    rossa rossana rostislav roswita roswitha rosy rotich rotraud rotraut roua roue rouven rovsane
    rovsen rowan rowena roxana roxane roxanna roxanne roxelana roy roya royal royale roza rozalia
    rozalija roziya rozsa rpaouua rpauuatikn rpbm rpema rpemucnab rpeta rpho rpio rpka rpnyopioc
    rpocnab rpocnaba rpomup rpononk rpue rpuha rpumrha rpuropiu rpuropuu rro rroda rroduh rtah rtaha
    rua ruairi ruari rubabe rubani rubar ruben rubeyda rubiela ruby rudecindo rudi rudiger rudite
    rudolf rudolfs rudolph rudra rudy ruedi rufet rufina rufino ruggero ruggiero rugile ruhengiz
    ruhide ruhiu ruhiyye ruhsat ruhshona ruhugul rui rukia ruknettin ruko rumaysa rumeysa run runa
    runar rundis rundpou rune rungo runhildur runi runny runolfur ruo rupert ruperta ruperto ruqayya
    ruqiya ruqiyye ruri rurik rusen rushil ruslan rusman rusne russell rusul rut ruta rute ruth
    ruthild rutur ruwaihim ruxanda ruxandra ruxsare ruy ruza ruzena ruzica rwap rwka rwo rwoh ryan
    ryder ryha rym ryma rypuu ryszard ryte rytis rza saabir saad saadat saadiq saafir saahir saaiq
    saajid saal saalih saalim saanvi saaqib saar saara saariyah saba sabah sabahat saban sabar sabari
    sabas sabatino sabbir sabeeh sabettin sabih sabihe sabil sabin sabina sabine sabiq sabir sabire
    saboor sabri sabrina sabur saburah sacha sachi saci sacide sad sadaka sadan sadao sadaqat sadat
    saddam sadeed sadeti sadia sadie sadik sadiki sadiman sadina sadiq sadittin sadiye saeberg
    saebergur saebjorg saebjorn saebjort saeborg saedis saefinna saefridur saehildur saei saelaug
    saelaugur saemann saemunda saemundur saeny saepor saer saeros saerun saesol saeunn saevald
    saevaldur saevar saevarr saevin saevor safari safet safia safii safina safinaz safir safiri
    safiya safta safura saga sagcan sagit sahat sahdiye sahibe sahigul sahil sahin sahinbey sahinder
    sahir sahlar sahmar sahmettin sahnaz sahnuray sahra sahveled sai said saida saidi saiful saim
    sair sairah saire saka sakari sakarias sakina sakip sakir saksham sakti sakura salah salami
    salbjorg saldis saleh salgerdur sali salih salim salima salimah salimet salin salina salka salkin
    sally salma salman salmann salmar salny salohiddin salome salomea salomey salomon salsabila salud
    salurbay salvador salvar salvatore salvi salvor salwa sam samahat samaksh samama samandar samanta
    samantha samar samarth samesh sami samiah samiha samil samina samir samira samire samiya sammy
    samo samson samsul samu samuel samuele samuli samurtay samwel samweli samxal samy sanavber sanaya
    sancak sancar sancho sanda sandalio sandel sander sandi sandile sandis sandor sandra sandri
    sandrine sandro sandu sandur sandy sanela sani sanije sanita sanja sanjar sanli sanna sanne sanni
    santa sante santeri santia santiago santino santos sanur sanya sanziana saoirse saood sapa
    saphira sara sarabi sarafina sarah sarai sardor sargin sari saricabay sarina sarita sarka sarlota
    sarmite sarpkin sarthak sarunas sarunporn sarvan sarvar sarvinoz sarya sasa sascha sasha saskia
    saso sathvik satia satrettin satu saturnina saturnino satya saul saulius saumu saumya saundra
    sauti sava savak savannah saverio saveta savina savki savni saxi sayali sayan saydam saygin sayin
    sayrak sazime scarlet scarleth scarlett scarlette scot scott seadet seamus sean seana seanan
    seaneen seanna sebastiaan sebastian sebastiano sebastiao sebastien sebastijan sebastjan sebattin
    sebigul sebine sebire sebla sebuhi secgul secme seda sedaqet sedat sedife sefa sefania sefer sefi
    sefiqe sefiye sefure segilola segismundo segundo seha sehamet sehel seher sehla sehreban
    sehrebanu sehza seide seif seifur seija seimur sejda sekim selaheddin selale selatin selcan
    selcen selcuk selena seler selim selime selin selina seline selja selka selma selmin selvi sem
    sema semat semaye semed semender semenica semine semir semra semrin semsettin semsinisa semsiyye
    sena senad senan sencar sendogan senia seniha senkal senn senna senne sennur senol senta senuber
    seona seosamh sep sepp seppe seppo septi septima sera seracettin serafeddin serafet serafin
    serafina serah seraina serban serda seref serefeddin sereina serena serencam serezli serfinaz
    serge sergei sergej sergey sergio sergiu sergius serhatmehmet serine seriyye serkan serma serman
    sernur serol serpil servac server servinaz serxan sesar seselia sesil sesilia sessa sesselia
    sesselja sessilia seth setya sevara sevcan sevdi sevdinar seve sever severiano severin severina
    severine severino severo sevgen sevginur sevican sevil sevim sevinc sevinch sevindik sevket
    sevketfeza sevla sevsevil sexavet seyda seydo seye seyfeddin seyfulla seyfullah seyhan seyithan
    seymur seyran seyyide sezal sezen sezginbas shaban shadrack shahina shahnoza shahriyor shahzod
    shahzoda shakila shakira shamsuddeen shana shane shani shania shanice shanna shannan shannen
    shannon shari sharlene sharon shaun shauna shauneen shaurya shawana shawn shawna shay shayne shea
    sheamus sheela sheelagh sheena shehu sheila sheilah sheilla sheillah shekoni shelby shelia
    shelley shelly shem sheree sheri sherri sherry sheryl shida shiela shinead shirley shivani
    shivansh shohjahon shohrux shona shpresa shqipe shravya shukrona sia sian sibel sibilla sibille
    sibonelo sibongile sibusisiwe sibusiso sibylla sibylle sidar siddharth side sidiq sidiqe sidki
    sidonia siebe siegbert siegfried sieghard sieglinde siegmar siegmund siegrid siegried siegrun
    siegward siem sien siena sienna sierra sif sifa sifuna sigbergur sigbert sigbjartur sigbjorn
    sigdis sigdor sigdora sigfastur sigfinnur sigfredur sigfrid sigfrido sigfridur sigfried sigfus
    sigga sigge siggeir siggerdur sighvatur sigismund sigita sigjon siglaugur siglinde sigmann sigmar
    sigmund sigmunda sigmundur signa signar signe signhildur signy sigpor sigpora sigprudur sigri
    sigrid sigridur sigrikur sigrun sigsteinn sigtryggur sigtyr sigur sigurast sigurasta sigurbaldur
    sigurbara sigurberg sigurbergur sigurbirna sigurbjarni sigurbjartur sigurbjorg sigurbjorn
    sigurbjort sigurborg sigurbrandur sigurd sigurda sigurdis sigurdor sigurdora sigurdrif sigurdrifa
    sigurdur sigurey sigurfinna sigurfinnur sigurfljod sigurgeir sigurgeira sigurgestur sigurgisli
    sigurgrimur sigurhanna sigurhans sigurhelga sigurhildur sigurhjortur sigurjon sigurjona sigurkarl
    sigurlas sigurlaug sigurlaugur sigurleif sigurleifur sigurlidi sigurlilja sigurlin sigurlina
    sigurlinn sigurlinni sigurmann sigurmar sigurmon sigurmunda sigurmundur sigurnanna sigurnyas
    sigurnyjas siguroddur siguroli sigurosk sigurpall sigurpor sigurpora sigurros sigursteina
    sigursteinn sigursveinn sigurunn sigurvaldi sigurveig sigurvin sigurvina sigvaldi sigvard
    sigvardur sigyn sihawukele siim siiri sijuade siku sil sila silan silanur silas sile silfa
    silfrun silja silje silka silke silla sille silli silondile silva silvan silvana silvano
    silvester silvestre silvestro silvia silvian silviana silvie silvija silvio silviu silvo sima
    simao simas simber sime simen simeon simi similoluwa simina simion simisola simiyu simo simon
    simona simonas simone simonetta simonia simonne simphiwe simphiweyi simten simuzer sina sinaida
    sinan sinasi sindre sindri sindy sine sinead sini sinica sinikka sinisa sintija siobain sioban
    siobhain siobhan siofra sione siper siphesihle sirac sirap siri sirin sirivan sirje sirkka sirnir
    siro sirpa sirra sirriye sirry sirus sirzad sisi siska sisko sissel sita sitare sithembiso siti
    sitiwat sittik sittikorn siv sivar sivert sixi sixten sixto siya siyabonga siylihan sjafnar
    sjoerd sjofn skaer skaeringur skafti skaidrite skapti skarphedinn skarpheidur skefill skeggi
    skender skidi skirnir skjoldur skolastika skorri skugga skuggi skula skuld skuli skulina skuta
    skye skyla skylar sladjana slamet slava slavena slavica slavisa slavka slavko slavomir slavomira
    slawomir slobodan smaranda smari smidur smilte smith smyrill snaebjartur snaebjorg snaebjorn
    snaebjort snaeborg snaebra snaedis snaefridur snaeholm snaelaug snaelaugur snaepor snaer
    snaeringur snaeros snaerun snaevar snaevarr sneha sneider snezana snjafridur snjaka snjezana
    snjofridur snjoki snjolaug snjolaugur snjolfur snorra snorri snot socorro soffanias soffia sofi
    sofia sofiane sofie sofija sofonias sofus sohret sokmen sokrates sol sola solange solberg
    solbergur solbjartur solbjorg solbjorn solbjort solborg solbra solbrun soldis soldogg sole
    soledad soleh solene soley solfridur solgerdur solhildur soliha solimann solin soline solkatla
    sollilja solma solmar solmaz solmundur solny solomon solon solros solrun solva solvar solveig
    solvej solver solvey solvi solvin solvina solvita solvor somadina somtochukwu sona sonad sonata
    sondre songul songurkan sonia sonja sonke sonnur sonny sonya sophanias sophia sophie sophus sophy
    soraia sorana sorawut soraya sorcha soren sorin sorina sorine sorli sos sosimo souad soufiane
    souma soumia sovket sowande soydaner soykan soykut soyler soyselcuk sozer spartakus spela spencer
    speranta sphiwe spoi spordi srecko stacey stacie stacy staffan stan stana stanca stancu
    stanislaus stanislav stanislava stanislavs stanislaw stanka stanko stanley stapi starkadur starri
    stavros steen stef stefaan stefan stefana stefani stefania stefanie stefanija stefanny stefano
    steffen steffi stefica stefka stefnir stein steina steinar steinarr steinberg steinbergur
    steinbjorg steinbjorn steinborg steindis steindor steindora steiney steinfinnur steinfridur
    steingerdur steingrimur steinhildur steini steinkell steinlaug steinmann steinmar steinmodur
    steinn steinolfur steinpor steinpora steinrodur steinros steinrun steinunn steinvardur steinvor
    stela stelian steliana stella stellah stellan steluta sten stepan stepanka stephan stephane
    stephanie stephany stephen stephene sterre steve steven stewart stian stien stig stigheidur
    stigrun stigur stijn stilla stina stine stirnir stiven stjarna stjepan stojan stormur storolfur
    stuart sture sturla sturlaugur sturri styr styrbjorn styrgerdur styrkar styrmir styrr suat suayp
    subhan subomi subutiye sucaettin suceddin suci sudabe sudi sudiksha sue sugra suha suhani suheyda
    sukri sukru sukufe sukur sula suleiman suleyla suleyman sulhi sultane sumarlidi sumarlina
    sumarros sumayya sumerya sumeyye summer sunay sune sunel suner sungara sunna sunnefa sunneva
    sunniva supasit supasita suphi sureyya surya susam susan susana susanita susann susanna susannah
    susanne suse susen susi sussanne sussie suus suvakit suvari suvi suwijuk suzana suzanna suzanne
    suze suzer suzette suzy svafa svafar svafnir svala svali svalrun svan svana svanberg svanbergur
    svanbjorg svanbjorn svanbjort svanborg svandis svaney svanfridur svangeir svanheidur svanhildur
    svanholm svanhvit svani svanlaug svanlaugur svanmundur svanpor svanprudur svanros svante svanur
    svatopluk svatoslav svava svavar svea svein sveina sveinar sveinberg sveinbjartur sveinbjorg
    sveinbjorn sveinborg sveindis sveiney sveinfridur sveingerdur sveinhildur sveinjon sveinlaug
    sveinlaugur sveinmar sveinn sveinpor sveinros sveinrun sveinsina sveinungi sveinveig sven svend
    svenja svenning sverre sverrir svetlana svetozar svolnir svorfudur swala swaleh swantje swen
    swetlana syahrini sybilla sybille sydney sylgja sylivia sylke sylva sylvain sylvaine sylvana
    sylvere sylvester sylvia sylviane sylvianne sylvie sylvio sylwia synnove syrus sys szabolcs
    szilard szilveszter szilvia szymon taahaa taahir taaj taalib taamir taanish taariq taban tabassum
    tabea tabish tabita tabitha taciddin tacnur tadas tade tadeas tadeen tadej tadeja tadeo tadeusz
    tadhg taeiapxia taeiapxnc taeiapxoc tafazal tagangul tage taha tahaw tahawwur taheem tahir
    tahmaseb tahmeed tahmid tahoor tahr tahseen tai taial taimur taina taine taisir taisto taj taja
    tajammal tajammul tajudinn tajus takatifu tala talal talat talayer talha talhah tali talia talib
    talibe tama tamam tamanna tamapa tamar tamara tamas tamasa tamati tamaydin tambika tami tamilla
    tammie tammy tamu tan tanak tanay tanbay tandogdu tandri tane taneli tangaroa tangul tanguy
    tanhan tania tanimu tanir tanish tanisha tanja tanmayi tanner tanpinar tanses tansev tansig
    tantri tanveer tanvi tanya tanyolac tanyu tapac tapani tapio tara tarak taranci tarfaan tarfur
    tari tarik tariyel tarja tarmo tartis taru tarzicius tasar tasdik tasha taskan tasnim tassilo
    tasvir taswir tatbrha tatiana tatiava tatjana tatu taucur taufan taufik tauno tautvydas tawkeel
    tawumupa tayaydin taygan tayla taylak taylor tayyibe tayyip tbepducnab tbopumup tea teber teca
    tecimer tecla ted teddy tedi teea teemu teerth teetat tegan teguh tehmine teija teitny teitur
    teja tejas tejs tekbay tekecan tekiner tekla teknaz teksoy telemaco telim tellervo telma telman
    telmo telse temidayo temime temir temirhan temistocle temizkal temucin temupa teneoohka tenis
    tenvir tenzin teo teobaldo teodocnab teodoctuh teodocu teodocuu teodop teodopa teodor teodora
    teodoro teodors teodosia teodosio teofil teofila teofilo teohari teona teooah teoxap tepben
    tepehtuu tepwixopn tera terane tercan tere terence teresa terese teresia teresiah teresita terez
    tereza terezia terezija terhi terina terje terlan tero terrance terrence terri terry terttu tess
    tessa tetrha teun teuta teuvo tevs teybet teymur teymuraz teymurcin tezcan tezol thabani thabisa
    thabisile thabiti thaddaus thaddeus thalente thales thalia thanatcha thandazile thandeka thandiwe
    thando thanh thao thea theda thekla thelma thembeka thembekile thembile thembisile theo theobald
    theodoor theodor theodora theodore theodoro theodoros theophil theophile theres theresa therese
    theresia thi thiago thiare thibaud thibault thibaut thibo thierry thies thijmen thijn thijs thilo
    thinhinane thom thomas thor thoralf thorben thorberg thore thorsten thuo thure thuthukile tia
    tiago tiana tiara tiare tiarna tiarnan tibe tiberia tiberiu tibo tibor tibra tiburcio ticen
    tichomir tiegan tiernan ties tiffany tigin tiia tiina tiit tiiu tijl tijmen tijn tijs til tilda
    tilde tilen till tillmann tilly tilman tilmann tilo tim timbul timea timeo timi timm timmy timo
    timon timotei timotej timoteo timoteus timothee timothy timur timurtas tina tinal tinca tincuta
    tindar tindra tindri tindur tine tineke tinna tinne tinni tino tira tirdad tirsa tirta tirtayasa
    tirza tisa tishk tistran titas titi titilayo titin tito titoc titus tiuoaewv tiuooea tiuooeoc
    tiuwv tivadar tiziana tiziano tjaldur tjasa tjorfi tjorvi tnaeuaxoc toaheta toaunika toaunikoc
    tobias tobiasz toby tocka todd todda tode todomupka todop todopaku todopuh todopuha todor
    todsawun tofiq togan togrul toha tohe tohko tohu tohucnab tohumup tohuubeta toi toivo toka toker
    toki tokoz toktug tokumup tokunbo tola tolli tolonbay tolulope toluwanimi tom toma tomac tomas
    tomasa tomasz tomaz tome tomeh tomi tomislav tommaso tommi tommy tomo tomori tomris toms tomucnab
    tomuhka tomurcuk tonanko tone tonek tonguc toni tonia tonicha tonino tonio tonje tonni tonny tono
    tononko tonu tonuaha tony tonya toomas toon topias topuz tor tora toralf torben torbjorg torbjorn
    tord tore torel torfey torfheidur torfhildur torfi torgny torhan tori toribio torill torquato
    torsten tory tota totbo totio totko touo tova tove tovuz towka toy tpajah tpbnka tpehdaouna
    tpiavtaouaaia tpiavtaouaan tpiavtaouaaoc tpioeuyevn tpooum tpowa tpoxum tpuooh tpuoohka tpuowv
    tpuowvia tpyoaha tracey traci tracie tracy traian transito traude traudel traudl traugott trausti
    traute travis treacy treasa trent trevor tri tricia triin trina trine trini trinidad trinity
    triona tripti tristan tristana triveni triya troels trond trong trostan troy tru trude trudel
    trudi trumann trung tryggva tryggvi tryggvina tsuma tuana tudor tudora tudorita tudosia tuere
    tufani tugcan tugce tugiman tugrulhan tugtas tuho tui tuija tujaha tukelalp tukezban tukufu tulay
    tule tulia tulin tulio tullio tulun tumas tumer tumi tumkurt tumo tumoh tumooeu tumooiu tumoteu
    tumyp tunahan tunar tunbo tuncboga tunchanok tunckilic tunde tung tunguc tuno tunradee tunuaha
    tunzale tuomas tuomo turabi tural turan turane turcan turcein ture turgut turid turkalp turkan
    turkane turkmen turknur turlough turpohu turvi turxan tut tutkucan tutkun tutu tuukka tuula tuuli
    tuulia tuulikki tuur tuva tuwo tuxa tuxo tuxoh tuxomup tuxon tuyug tuzeer tuzenur twan tycho tygo
    tyla tyler tymon tymoteusz tyoka tyr tyra tyrfingur tyrone tyson tzavetoc tzevn uaheta uapebha
    ubaadah ubadah ubaid ubaidah ubaldo ubamuha ubay ubayd ubaydullah ubbi uberlinda uberto ubeta
    ubetah ubetaha ubetahka ubetenuha ubetnuha ubetonunur ubetrha ubetuneha ubeydullah ubika ubku ubo
    ucan ucbeyi ucchal ucgul uche uchenna uchita uda udant udarsh uddi udeen udeera udo udyati ueli
    ueua uffe ufukay ugan uge uggi ugla ugne ugo ugolino ugur ugurkan ugurtan uhban ujamaa ujunwa
    ulakbey uldis ulduz ulf ulfa ulfar ulfat ulfdis ulfet ulfey ulfgeir ulfhedinn ulfheidur ulfhildur
    ulfkell ulfljotur ulfrun ulftyr ulfur uli ulises ulke ulker ulkudes ulkum ulla ulle ullrich
    ulrica ulrich ulrik ulrika ulrike ultan ulu uludag ulug ulugbey uluman ulutay ulva ulvi ulviyye
    ulya uma umaarah umair umande umang umar umay umaya umberto umi umid ummahan ummahani umman ummet
    ummuhan umoja umray umusan umut umutcan una unal undina undine unek unggul uni unjani unlen unna
    unnar unnati unnbjorg unnbjorn unndis unndor unni unnpor unnsteinn unnur uno unsever unubol uohio
    uohr uolevi uona uouo upadhriti upasna upik upkaar upma upuheyc uraltay urania uranus urbain
    urban urbano urdar urdur urfan urfettin urhan uriel urishilla urmas urmi uros urper urrab urs
    ursa ursel ursina urska ursula urszula urte urvashi urvi usame uschi ushan ushindi usiku usman
    usmon ustun usyi uta utama ute utkarsh utkucan utz uwe uwnw uxi uyanser uygun uzbay uzer uzeyir
    uzima uzsoy vacibe vaclav vadim vafir vagn vagna vagnbjorg vagnfridur vahar vahid vahide vahittin
    vaida vaidas vaino vaishnavi vajen vaka vakare vakris vakur vala valary valberg valbergur
    valbjorg valbjork valbjorn valbjort valborg valbrandur valda valdemar valdheidur valdi valdimar
    valdis valdor valeh valentijn valentim valentin valentina valentine valentino valentinus valer
    valere valeri valeria valerie valerij valerija valerio valeriu valero valery valeska valey
    valfridur valgard valgardur valgeir valgerda valgerdur valhildur vali valiant valid valide valija
    valka valladur vallary vally valmar valmundur valny valon valpor valprudur valros valrun
    valsteinn valter valtteri valtyr valur valva valves valy vamakshi van vanda vanesa vanessa vania
    vanja vansha vanya vapni vaqif var varenya vargin varlik varmar varsha varvara vasana vasare
    vasatika vasco vasif vasil vasile vasilica vassilios vasudha vasyl vatnar vaughan vavrinec vaysal
    vazeh vebjorg vebjorn vecide veda vedant vedat vedhika vedika vedis vedran veer veera veerle
    veeti vefa vefadar vefia vega vegard vegeir vegerdur veig veiga veigar veigur veijo veikko veis
    veit vejune vekell velaug velaugur veli velitdin vello velma velta vemundur venancio venceslas
    vendela vendelin vendula venera veneranda veniamin venla venus veny ver vera verde verena verim
    vermundur verner verneri vernhard vernhardur vernon vero veronica veronicah veronika veronique
    vesa vesna vestar vesteinn vestmar veta vetrarros veturlidi veysel vezat vezrife vibeka vibekka
    vic vicenta vicente vicentia vicentiu vicki vickie vicky victoire victor victoria victoriano
    victorine victorino vid vida vidadi vidal vidar vide vidhi vidir vidja viera vieroslava viesturs
    vif vifill vigdis vigdogg vigfus viggo viggunnur vigilija viglundur vigmar vigmundur vignir vigny
    vigo vigpor vigri vigsteinn vigtyr vigur vihaan viivi vija vikar viking vikingur viktor viktoria
    viktorie viktorija viktors vilayet vilberg vilbergur vilbert vilbjorn vilbogi vilborg vilbrandur
    vildane vilde vildis vilem vilfridur vilgeir vilgerdur vilgot vilhelm vilhelmiina vilhelmina
    vilhjalmur vilho vili viliam vilis vilius viljami viljar viljem vilji viljo villa villads ville
    villi villimey vilma vilmar vilmer vilmos vilmundur vilnis vilny vilte vilums viman vinaya
    vinbjorg vince vincenc vincent vincentio vincentiu vincenza vincenzo vinciane vineta vinicio
    vinicius vinjar vinko vinny vino vinsen vinsy vinzenz viola violet violeta violetta violette
    viorel viorela viorica virag viraj virgilio virgill virginia virginie viridiana virman virpi visa
    visar visarion visitacion visvaldis vit vita vitali vitalija vitalis vitazoslav vitezslav vito
    vitor vitoria vittoria vittorio vitus vivaan viveka vivi vivian viviana viviane vivianne vivien
    vivienne vjekoslav vjollca vlad vladelina vladimir vladimira vladislav vladislavs vlado vlaicu
    vlasta vlastimil vlora voggur voichita voicu vojtech voldemars volkan volker volkhard volkmar
    volundur von voney vopni vordis vordur vorm vottur vratislav vratko vreneli vrinda vrishti vritti
    vuokko vuqar vurgun vusal vusale vusumuzi vyanjana vytautas vyte waahid waail waajid wabah
    waceera wachira wadee wadi wadood wafa wafae wafeeq wafi wafiq wafula wage waha wahab wahb wahban
    waheed wahhaab wahhaaj wahko wahoy wahyu waida waimarie wainaina wairimu wakeeta wakiman walburga
    waldemar waldo waldtraut walentina walfried walid walli wally walter walther waltraud waltraut
    waltrud waluyo wamalwa wambua wambugu wambui wamwema wanda wangari wangila wangui wani wanja
    wanjala wanjiku wanjiru wanjohi wannes wanyama wanyonyi wapo ward warda wardaya wardi warhi
    waridi warinder warjas warji warre warren warsa warsita warta warwick waseme washington wasin
    wasis wassaya wassim watika wawan waweru wayne wazir wbpbah wbpkah weddy wedio wedpa wedpuh weena
    weha wehio wehko weho wehon wekesa weku weldon wenceslao wenche wencke wendelin wendolin wendy
    wenke wenzel weoahur wepbo wepio wepko wepuaha wepuoh wepurh wera werner wesley wesonga wessel
    weuha whitney wibke widisha widya wiebke wieland wieslaw wigbert wikitoria wiktor wilber wilder
    wilfred wilfredo wilfrido wilfried wilfriede wilhelm wilhelmina wilhelmine wilhelmus willard
    wille willem willfried willi william williams willian willibald willibert willie willis willow
    willum willy wilma wilman wilmar wilmer wilson wiltrud wim winda winfred winfried winifred winni
    winnie winny wira wirda wiremu wishi wisnu witold wkodpu wladimir wmunbo wmynio wnunko woho
    wojciech woldemar wolf wolfgang wolfhard wolfram wout wouter wriddhish wridesh wtbpbah wtbpkah
    wtunka wubun wudep wuhka wuhko wuho wulan wulf wunrh wunrhka wunurh wupko wuprh wur wuraola
    wuwmah wyatt wycliff wycliffe wypk wywo xabtenuh xacah xacatuh xaha xahko xaidw xalak xaleddin
    xalid xalide xaliq xalise xamis xanana xander xanim xankisi xanlar xaon xapa xapaaaunia
    xapaaaunoc xapanah xapanambu xapanamnu xapbuhrbp xapiaaoc xapic xapikaeia xapitoc xapn xapnamnuu
    xapu xaputoh xaputohur xatire xaver xavi xavier xbouhe xebbp xehpueta xektop xelil xenia
    xeoectuoh xepaknut xephahu xeyal xeyale xeyyam ximena xiomara xiovia xiti xobeen xolid xoma xonu
    xopo xosrov xpabbp xpabpuh xpahucnaba xpahumup xpenbo xpenko xpiotiav xpiotiava xpiotiva xpiotoc
    xpiotodouaa xpiotodouaoc xpiotooian xpiotooopa xpiotooopoc xpnotoc xpohden xpucahka xpuco xpucta
    xpuctanuh xpuctena xpucto xpuctocnab xpuctodop xpuctoeneha xpuctomun xpuctomup xpuctooop xpuctr
    xpuctubunuh xpuctuena xpuctuha xpuctunuah xpuctunurha xpucturh xpucum xpucumup xpuoaoevia
    xpuoauyn xpuoavon xpuoavooc xpuon xpuoobaaavtioc xpuoobaaavtou xpuoobaaavtw xpuoootoun
    xpuoootouoc xpuoouaa xpycah xuan xudaverdi xudayar xudu xuhka xuhko xuho xumar xumuhau xutko
    xyaha xybab xybabeh xybabenka xybah xybeh yaa yaaseen yachana yacine yada yadavi yadid yadigar
    yadira yael yafi yafir yaghnam yagin yagizkurt yagnesh yago yahia yahsi yahsikan yahvi yahya
    yahyaa yahyo yair yaiza yakivon yakivooc yakobo yalazabay yalcin yalgin yalin yaltirak yaman
    yamar yameen yamen yamid yamile yamilet yamin yamini yan yana yanara yance yanet yaneth yani
    yanick yanik yanina yanira yanis yanisa yanki yann yannic yannick yannik yannis yaqeen yaqoot
    yaqub yar yara yargi yaritza yasaar yasan yasar yasattin yaseen yasef yasemen yasemin yash
    yashasvi yashawini yashem yashica yashoda yashodhara yashvi yasin yasina yasinta yasir yasmin
    yasmina yasmine yasna yasser yassin yassine yasti yatan yathrib yatin yauvani yaver yavuz yaw
    yawar yawer yayak yazan yazeed yazganalp yazgul yazmin ybovvn yctuh yctum yda yecid yeferson
    yegane yehya yeimy yeison yejide yekbun yekda yelesen yen yeneral yeni yenifer yenny yeny yepelek
    yeraz yergha yerko yerson yertan yesenia yesica yesid yesil yesoob yessenia yessi yessica yetisal
    yetunde yewande yfke yigit yildir yildiz yilma yilmaz yina yineth yinthe yja ylenia ylfa ylfur
    ylja ylur ylva ylvi ylvie yma ymir ynanavtn ynbrh ynbrha yngvar yngve yngvi ynja ynuaha yoan
    yoann yocelyn yochana yoga yohan yohana yohane yolal yolanda yolande yolima yonatan yonathan
    yonetmen yono yoom yordan yoruc yosef yoselin yoshita yosma youba youcef younes youri yousef
    yousra youssef ypuma yrar yrja yrjo yrkill yrr yrsa ysaline yucel yucelen yudy yug yuli yulia
    yuliana yulieth yuly yumun yuni yunis yunita yunt yunus yurani yurany yurdanur yurdaser yureed
    yuri yuridia yurtguven yurtseven yurttas yury yusif yussuf yusuf yutika yuvraj yvan yves yvette
    yvon yvonne zaafir zaahid zaahir zaakir zabir zablon zac zacarias zach zacharia zacharias
    zacharie zachary zackariya zaeem zaenab zafar zafeer zafir zafrul zahaar zaharia zaheer zahfer
    zahi zahid zahir zahnya zahra zahri zahro zahrun zahur zaib zaid zaida zainab zainabu zaira
    zaitra zaituni zak zakaria zakarias zakariyo zakayo zakhele zakir zakiyaxon zalan zaliha zalindra
    zaman zamett zamfir zamfira zamin zamiq zamir zamira zan zane zaneta zanis zansi zaoeipia
    zaoeipioc zaoeipnc zara zarar zaraza zarengiz zarina zarna zashil zauneta zaunia zauqi zaur
    zaweel zaxapevia zaxapiac zaxapouaa zayan zayd zaynab zayyan zayyir zbigniew zbynek zdenek zdenka
    zdenko zdislava zdravko zebirce zeferino zehaan zehnia zehra zehranur zejna zekayi zekeriyye zeki
    zelaya zelda zelha zelie zeljka zeljko zelma zelmira zemfira zemine zemyna zemzem zende zenia
    zennun zeno zenobia zenon zenovia zenta zenzele zenzile zerafet zerdad zerdust zeride zerif
    zerife zernigar zevlude zewad zeynal zeyneb zeynegul zeynelabidin zeynep zeyno zeynulla ziba
    zibeyde zibuyile ziedonis ziga ziggy zigmund zigrida zihni zikmund zilfa zilmil zimran zina zinal
    zineb zinet zinhle zinnura zinnure zion zipporah zita ziva zivile ziya ziyaettin zizi zlatica
    zlatko znoouaa znvaic znvobia znvobioc znvwv zoe zoey zofia zofie zofija zohre zohrehan zoila
    zoja zoltan zophanias zophonias zora zoraida zoral zoran zorica zorka zsanett zsigmond zsofia
    zsolt zsombor zsuzsanna zuba zubayr zubeyde zufer zuheyla zuhri zulaikha zulbiye zulema zuleyxa
    zulfa zulfiyye zulfuye zulgarni zulma zumaridi zumre zumrud zunilda zuwayhir zuwena zuzana zvonka
    zvonko zwatie zwn zygimantas
    """.split()  # noqa: SIM905 - a word list reads as words
)
