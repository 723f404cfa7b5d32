"""Words by what they mean to whoever asks for a secret or sends others elsewhere.

English, Portuguese and Spanish together, as read by `core.trust.plain`: small letters without accents, one space between
words. A star stands for any ending. A word may mean several things: which of them counts is learned from lines, not
written here (see docs/trust.md).
"""

from typing import Final

MEANINGS: Final = {
    "hand": """
        adiant* adjunt* anex* aport* attach* bot* bring ceda cede compart* da da-me dame danos dar das de de-me dei
        deix* dej* deliver* deme des dou drop dropping encaminh* entreg* envi* facilit* fax fetch fornec* forward*
        furnish* gave give gives giving hand handing hands jog* junt* leave lend mail mailing mand* over partilh* pasa
        pasar pasas pase paso pass passa passar passas passe passing passo proporcion* provide* providing reenvi*
        relay* remet* remit* repass* resend* return* rota* send sending sends sent share* sharing ship shoot slip
        solt* suba subas sube subir submit* supply* trae traeme traga transmit* traz upload*
    """,
    "say": """
        answer call canta cantame confirm* cont* cuent* deletre* describe dict* dig* dime dinos disclos* dita ditar
        dite diz dize* fala falar fale indi* inform* know le lea lee leem* lei leia let list menc* mention* name
        quote* read reading reads recite repeat* repet* repit* reply respond* reveal* revel* say saying says shout
        soletr* spell* spill state tell telling tells told whisper
    """,
    "enter": """
        anot* apunt* cadastr* carg* colo* complet* digit* enter* escrev* escrib* fill* ingres* input* inser* insir*
        introdu* key keyed llen* log login meta mete meter poe pon poner ponga ponme por preench* punch* put putting
        register registr* rellen* sign sign-in tecle* type typed typing write writes writing wrote
    """,
    "copy": """
        camera captur* col* copi* copy* cut digitaliz* display* dump* ensen* ensin* escane* exib* export* film* foto*
        grab* grav* image imagem imagen look mostr* muestr* pantallazo* paste* pasting peg* photo* pic pics picture*
        post posted posting print* record* scan* screenshot* see show* snap snapshot vea veja ver visible
    """,
    "me": """
        abaixo abajo aca aqui below ca chat comigo conmigo connosco conosco here me mi mim nos nosotros reply thread
        ticket us
    """,
    "need": """
        aguard* await* bast* debe* demand* depends deve* due enough esper* essential exig* expect* falt* got gotta
        hace have hay haya imprescind* indispens* just lack* left mandatory missing must necesit* necessary necessit*
        need* oblig* obrigat* ocup* ought ped* pid* precis* que quer* quier* requer* request* requier* require* should
        solicit* tem tendr* tener tens ter tera tiene tienes waiting want*
    """,
    "only": """
        apenas just last mais mas nada only quick quickly rapidito rapido simplemente simples simply single so sole
        solo somente unica unico
    """,
    "what": """
        como cual cuales how quais qual quanto que's what what's whats which
    """,
    "may": """
        able can consegue conseguia consigue could favor gostaria importa importas kindly may might mind pf pfv please
        pls plz pode poderia podes podia podria podrias porfa possible posso puede puedes puedo quisiera would
    """,
    "seed": """
        bip39 entropy hardware keystore ledger mnemonic* passphrase* recovery recuperac* restore seed* semente*
        semilla* steel trezor wordlist
    """,
    "phrase": """
        frase* palabr* palavr* phrase* sentence termos vocab* word wordlist words
    """,
    "backup": """
        anotaste anotou apuntaste back-up backup* caderno card copia cuaderno folha hoja notebook papel paper respaldo
        sheet wrote
    """,
    "count": """
        12 18 24 doce docena doze dozen duzia fifteen twelve twenty-four twentyfour veinticuatro vinte
    """,
    "key": """
        .env chave* clave* env hex json key* llave* nsec pem pgp privad* private privkey secret* ssh xprv
    """,
    "password": """
        acces* acess* admin* contra contrasen* credenc* credential* dados database datos ftp login* master
        palavra-passe palavras-passe pass passcode* passwd password* pw pwd root senha* user usuario utilizador
    """,
    "pin": """
        coordenad* keypad nip padrao patron pattern pin pins puk tan tarjeta-de-coordenadas unlock
    """,
    "code": """
        2fa api autentic* authentic* bearer cifras clave-dinamica code* codigo* digit* factor mfa number numbers
        numerito numero numeros otp sms token* totp verificac* verification
    """,
    "session": """
        bearer cookie* csrf enlace har header* jwt link localstorage magic sesion sessao session*
    """,
    "card": """
        atras back caducidad card* cartao cartoes credit cvc cvv cvv2 debit expiration expiry frente front mastercard
        reverso tarjeta* titular validade vencim* verso visa
    """,
    "bank": """
        account* banc* bank* conta cuenta extracto extrato homebanking iban pix statement transfer*
    """,
    "identity": """
        bi birth cedula cpf curp dni documento* holding id identidad* identity ids ine licence license maiden
        nacimiento nascimento nie nif pasaporte* passaporte* passport* rg segurando selfie* sosteni* ssn
    """,
    "remote": """
        aeroadmin anydesk apk control* desktop drive ecra ecran hoptodesk mouse pantalla* quickassist quicksupport
        raton remot* rustdesk screen* splashtop supremo takeover teamviewer tela ultraviewer
    """,
    "install": """
        .exe apk aplicativo app baix* baja bajat* descarg* download* exe ferramenta herramienta instal* program* run
        software tool
    """,
    "command": """
        bash cmd comando* command* consola console corre correr curl devtools ejecut* execut* extension* f12 iex irm
        powershell prompt ps1 r rodar rode script* sh shell snippet ssh sudo terminal tools wget
    """,
    "wallet": """
        billetera* carteira* coin* cold cripto* crypto custodi* custody dapp* ledger metamask moeda* moneda* monedero*
        nft* phantom token* trezor trust wallet*
    """,
    "connect": """
        accept* aceit* acept* approv* aprob* aprov* aprueb* assin* authenticat* authorize* autoriz* claim* conect*
        connect* firm* grant* import* lig* link* migr* permis* permit* reclam* rectif* sign signature* signing
        sincron* sync* valid* vincul* whitelist*
    """,
    "drop": """
        airdrop* bono* bonus* doble dobro free giveaway* gratis premio* presale prize* raffle reward* sorte*
    """,
    "qr": """
        camera escane* qr scan*
    """,
    "disable": """
        antivirus apaga* deactivat* defender desactiv* desativ* desliga* disable* excepc* exception* firewall ignore
        off
    """,
    "rights": """
        access admin* collaborator dono dueno invite* owner* permission* rights role root
    """,
    "never": """
        any anything aren't can't cannot cant didn't doesn't don't dont haven't isn't jamais jamas mustn't n nada
        nadie nao neither nem nenhum* never ni ninguem ningun* no no-one nobody non none noone nor not nothing nunca
        shouldn't tampoco tampouco wasn't won't wouldn't
    """,
    "without": """
        avoid* evit* except instead lugar menos sem senao sin unless vez without
    """,
    "scam": """
        beware bot bots burla* careful caution denunci* estafa* fake* fals* fraud* golpe* golpist* impersonat* impost*
        ladr* legit phish* pretend* real report* scam* sketchy suplant* suspicious thief thieves
    """,
    "keep": """
        caja cofre conserv* gestor guard* keep* manager mante* offline private protect* proteg* protej* safe safely
        save* secret secreto segur* store stored storing vault yourself
    """,
    "revoke": """
        alter* apag* black block* bloque* borr* cambi* cancel* change* cover* delete* hide* mud* ocult* redefin*
        remove* renew* renov* reset* restablec* revoc* revog* revoke* rotate* tap* troc*
    """,
    "self": """
        mesma mesmo misma mismo own propia propio propria proprio self solo themselves tu usted ustedes voce yourself
    """,
    "own": """
        estou estoy eu i i'd i'll i'm i've im ive meu meus mi mia mine minha minhas mio mis my myself tengo tenho yo
    """,
    "we": """
        agente equipa equipe equipo gente nos nosotros nossa nossas nosso nossos nuestra nuestro nuestros our ours
        staff team us we we'll we're we've
    """,
    "your": """
        consigo contigo le lhe os seu seus su sua suas sus te teu teus ti tu tua tuas tus tuya tuyo u ur usted vc voce
        vuestra vuestras vuestro vuestros you you'll you're you've your yours
    """,
    "their": """
        abuela alguem alguien amigo anybody anyone boss cabra caller cara colega dad dude ela ele eles ellos friend
        fulano gajo guy he her his madre mae mama mom mum padre pai people quem quien she somebody someone them they
        tipo unos whoever
    """,
    "am": """
        am aqui are e eres es fala falo habla hablo here's i'm is name nombre nome somos sou soy this we're
    """,
    "past": """
        asked called cambie came changed chegou clicked did dijeron dijo disse disseram dmed entered era esquec*
        estaba estava foi forgot forgotten fue gave got had happened houve hubo llego lost messaged mudei olvid*
        pasted pediram pediu perdi* pidieron pidio recebi received recib* reset said sent shared texted told tried
        veio vino wanted was were wrote
    """,
    "cond": """
        after antes assim ate before caso cuando depois despues enquanto entao entonces hasta if luego mientras once
        quando se si then until when while
    """,
    "but": """
        but embargo however mas pero porem sino though
    """,
    "lure": """
        arregl* audit* avanc* compens* complian* continu* desbloque* destrab* destrav* devol* eligib* escalat* estorn*
        fix* kyc liber* proceder proceed process* reactiv* reativ* recover* recuper* reembols* refund* release*
        repair* resolv* restaur* restor* resuelv* solucion* solve* sort* unfreeze* unfroz* unlock* validat* verif*
    """,
    "funds": """
        balance comision deposit* dinero dinheiro fee* fondos fundos funds levant* money pagament* pago* payment*
        payout retiro* saldo saque* tasa tax* withdraw*
    """,
    "urgent": """
        agora ahora asap caduc* congel* deadline expire* freeze frozen hoje horas hours hoy immediately locked
        medianoche meia-noite midnight minutes minutos now plazo prazo suspend* suspens* today tonight urgent* venc*
        within ya
    """,
    "assure": """
        cifrad* confid* encript* encrypted nobody official policy politica procedimento procedimiento procedure
        promise protocolo routine safe secure segura seguro standard swear trust
    """,
    "place": """
        ajustes aplicacao aplicacion aplicativo app application apps box configurac* dashboard definic* field form
        formulario login loja menu opcao opcion page pagina painel panel perfil portal profile screen settings site
        sitio tab tienda web website
    """,
    "harmless": """
        address amount browser case caso color colour country cuatro data date device direcc* domain dominio enderec*
        erro error* factura fatura fecha folio four hash importe invoice kind led light lights log logs luces luz
        luzes model modelo modem navegador order pais pedido* ping protocolo public* quatro referenc* router status
        ticket* traceroute transac* txid ultimos valor versao version
    """,
    "how": """
        alguien-sabe anyone como cuando cuanto do does donde how is onde por porque quando quanto when where why
    """,
    "chatty": """
        gracias grato haha imo jaja jajaja kkk kkkk lmao lol lovely nice obrigada obrigado omg tbh thanks thx ugh
        valeu wtf xd
    """,
    "app": """
        discord facebook fb ig insta instagram kik line linkedin matrix meet messenger proton* session signal skype
        slack snapchat tele telegram tg tiktok twitter viber wasap wechat whats whatsap whatsapp wickr wpp x zap zoom
    """,
    "private": """
        direct directo direto dm dm'd dms in-box inbox md mp particular personal pessoal pm pms privada privado
        private privately privates pv
    """,
    "phone": """
        call* cel celular hotline liga ligar ligue llama llamame llamar llame marca marque movil number numero phone
        ring sms tel telefone telefono telemovel text text-me texting
    """,
    "mail": """
        correio correo e-mail email gmail hotmail inbox mail mail's mailbox outlook protonmail yahoo
    """,
    "contact": """
        add adding adicion* agreg* ask busc* catch cham* chat* comunic* consult* contact* contat* dirig* dirij* dm
        drop entr* escrev* escrib* fal* find follow get habl* head hit hmu hop join llam* look message* msg msgs
        pergunt* ping* pregunt* procur* reach* speak* talk* tratem unete unir* visit write writes
    """,
    "goto": """
        abr* acced* acess* bio botao boton button check clic* clique* enlace enter follow form formulario go join liga
        link links mira move moving open page pagina perfil portal press profile pulsa revis* see site switch tap toca
        tocar toque* try url usa usar use va vai vaya ve visit* website
    """,
    "react": """
        emoji reacc* reacion* react* reag* reaja
    """,
    "helper": """
        admin* agent* ajud* apoio* asesor* asist* assist* atend* ayud* central chefe coleg* colleague* companer*
        consultor* departament* department desk dev developer* encargad* engineer* especialist* expert* facturacion
        financeiro gerent* gestor* hacker* help* jefa jefe l2 l3 manager* mod moderador* moderator* mods officer
        official* oficial* operador* operator rep representative* sector senior setor soporte* specialist* supervis*
        suporte* support* tech technician* tecnic*
    """,
    "resolves": """
        ajudou arreglo ayudo cuida fixed fixes handle handled handles helped legend legit lleva ocupa recovered
        recupero recuperou resolves resolveu resolvio soluciono solved sorted sorts trata
    """,
    "moved": """
        antiga antigo antiguo anymore busy cerrado closed down faster fechado fora fuera full here instead lento
        longer lotado mejor melhor moved mudo mudou new nova novo nueva nuevo old otra otro outra outro quicker rapido
        saturado slow
    """,
    "docs": """
        actualiz* announc* anunci* article articulo artigo atualiz* blog docs documentation estado faq guia guide
        maintenance mantenimiento manutenc* news noticia* status tutorial update*
    """,
}
"""Handing over, needing; things; denying, warning; who; what it is good for; places of the desk's, and others."""

TO_ME: Final = r"(?:[aeio]r?|n|-)(?:me|nos|melo|mela|melos|melas|noslo|nosla|mo|ma)$"
"""Endings by which Portuguese and Spanish have something given to whoever speaks."""
