"""How people ask for what nobody of a desk asks for, and send others elsewhere: pieces of patterns, by meaning.

English, Portuguese and Spanish, as read by `core.trust.plain`: small letters without accents, one space between words.
"""

from typing import Final

ASK: Final = (
    # English: an order, a need, a polite question
    r"(?:re)?send|sending|sent over|sent in|attach|attaching|include|mention|state|key in|dropping|handing|giving|sharing|see the|view the|furnish|"
    r"deliver|present|produce|return|expose|repeat|remind me|check the|verify the|just type|share|give|tell|provide|enter|type|submit|confirm|verify|paste|forward|upload|supply|disclose|reveal|"
    r"drop|post|input|import|fill in|write down|read out|hand over|pass(?: me| us| on)|show(?: me| us)|let me (?:have|see|know)|"
    r"reply with|respond with|come back with|(?:i|we)(?:'ll| will| would| do| just| also| only)? ?(?:need|require|want|must have|have to have)|"
    r"you(?:'ll| will)? (?:need|have|must|are required|ought) (?:to|give|send|share|enter)|what(?:'s| is| was| are) (?:the|your)|"
    r"(?:may|could|can|might) (?:i|we) (?:have|get|ask|see)|is required|are required|needed|requires?|requesting|waiting for|awaiting|"
    r"read (?:me|us|it|out|back)|dictate|spell(?: out)?|hand (?:me|us|in)|get (?:me|us)|log(?:ged)? in with|fill(?:ing)? in|"
    # Portuguese
    r"envies|enviar|junte|junta|juntar|anexe|anexa|anexar|ver (?:a|o|as|os|la|el|su|sua|tu)|escreve-la|escrever|repita|repete|lembre|apresente|adjunta|adjunte|"
    r"adjuntar|envies|escribela|escribirla|repite|recuerdame|presenta|"
    r"envie|envia|mande|manda|mandar|partilhe|partilha|compartilhe|compartilha|diga|diz|dizer|de-me|da-me|me de|me da|"
    r"me passa|me passe|passe|passa|forneca|fornece|fornecer|introduza|introduz|insira|insere|digite|digita|escreva|escreve|"
    r"confirme|confirma|indique|indica|informe|informa|preciso|precisamos|precisas|precisa|necessito|necessitamos|"
    r"qual e|qual foi|quais sao|qual era|cole|cola|colar|coloque|colocar|mostre|mostra|responda com|responder com|revele|revelar|"
    r"informar|indicar|confirmar|introduzir|inserir|digitar|escrever|partilhes|partilhar|compartilhar|entregue|entregar|dite|ditar|"
    r"passar|diga-me|dizer-nos|dizer-me|dar|requer|requeremos|aguarda|aguardamos|fornecer-nos|"
    # Spanish
    r"envie(?:me|nos)?|enviame|envianos|mandame|mandeme|comparte|comparta|compartir|dime|digame|dame|deme|danos|proporciona|"
    r"proporcione|introduce|introduzca|ingresa|ingrese|escribe|escriba|indica(?:me)?|facilita(?:me)?|facilite|"
    r"necesito|necesitamos|necesitas|cual es|cual era|cual fue|cuales son|pega|pegue|pegar|muestra(?:me)?|responde con|responda con|"
    r"pasame|paseme|pasanos|facilitar|decir(?:me|nos)?|indicar(?:nos|me)?|indique(?:nos|me)?|compartas|comparte|enviar(?:me|nos)?|"
    r"requerimos|requiere|entrega|entregue|entregar|introducir|ingresar|escribir|confirma|confirme|confirmar|espera(?:mos)? que"
)
"""That something is to be handed over."""

TO_US: Final = (
    r"(?:to|with|for) (?:me|us|our \w+|support|the (?:team|desk|bot|form|agent))|me|us|here|below|this chat|at the prompt|"
    r"(?:i|we)(?:'ve| have|'ll| will)? (?:got|get|have|receive|see|hold)|(?:support|the system|the (?:form|bot|team|agent)|security|compliance) "
    r"(?:requires?|needs?|asks?(?: for)?|wants?|expects?)|"
    r"aqui|ai|me|nos|comigo|connosco|conosco|abaixo|neste chat|(?:o sistema|o suporte|a equipa|a equipe|o apoio) (?:pede|exige|precisa|requer)|"
    r"(?:receber|receba|ter|tiver|tivermos) (?:a|o|as|os)|"
    r"aca|alli|conmigo|con nosotros|abajo|en este chat|(?:el sistema|el soporte|el equipo|soporte) (?:pide|exige|necesita|requiere)|"
    r"(?:tenga|tengamos|reciba|recibamos|recibir)"
)
"""That it comes to whoever writes."""
IN_ORDER_TO: Final = (
    r"(?:to|so|will|and|then|in order to|can|may|for) (?:\w+ ){0,3}?(?:release|unlock|validate|validation|verify|verification|proceed|continue|restore|"
    r"recover|confirm|complete|finish|process|reactivate|unfreeze|fix|ownership|audit|claim)|"
    r"(?:para|pra|e|por) (?:\w+ ){0,3}?(?:liberar|desbloquear|validar|validacao|verificar|verificacao|avancar|continuar|restaurar|recuperar|confirmar|"
    r"concluir|terminar|finalizar|reativar|auditoria|titularidade|avanzar|validacion|verificacion|completar|reactivar|titularidad)"
)
"""What it is said to be good for."""
SAFE: Final = (
    r"keep|store|offline|safe(?:ly)?|stays?|leaves? your|on paper|was changed|has been changed|expires?|guarde|guarda|guardar|mantenha|mantem|manten|"
    r"mantenga|conserv\w+|em papel|en papel|expira|caduca"
)
"""That somebody is told to keep it."""
KEYS: Final = (
    r"(?:seed|recovery|secret|backup|mnemonic|wallet|security) ?(?:phrase|words?|key)s?|seedphrase|pass ?phrase|mnemonics?|"
    r"(?:12|24|twelve|twenty four|doze|vinte e quatro|doce|veinticuatro)[ -](?:recovery |secret |seed )?(?:words?|palavras|palabras)|"
    r"private keys?|secret keys?|key ?store|wallet\.json|"
    r"frase(?:s)?[ -](?:semente|secreta|de recuperacao|de seguranca|mnemonica|semilla|de recuperacion|de seguridad)|seed|"
    r"palavras (?:secretas|de recuperacao|semente)|palabras (?:secretas|de recuperacion|semilla)|"
    r"chaves? (?:privadas?|secretas?)|claves? (?:privadas?|secretas?)"
)
"""What opens a wallet. It is asked for by nobody, anywhere."""

LOGINS: Final = (
    r"passwords?|passcodes?|pin(?: code| number)?|log ?in (?:details|data|credentials|information)|credentials|"
    r"(?:2fa|otp|sms|verification|confirmation|security|auth(?:entication|enticator)?|one[ -]time|login|access|backup) ?(?:codes?|pins?|tokens?)|"
    r"(?:the |that |a )?codes? (?:we|i|that|you|which|from|just|sent)|6[ -]digit codes?|six[ -]digit codes?|2fa|otp|"
    r"senhas?|palavras?[ -]passe|codigos? (?:(?:de|do|da) )?(?:verificacao|confirmacao|seguranca|acesso|autenticacao|6 digitos|que|sms|2fa|whatsapp|telegram|e-?mail)|pin|"
    r"dados de (?:acesso|login)|credenciais|"
    r"contrasenas?|claves? de acceso|codigos? (?:(?:de|del) )?(?:verificacion|confirmacion|seguridad|acceso|autenticacion|sms|correo|que|6 digitos)|credenciales"
)
CARDS: Final = (
    r"(?:credit |debit |bank )?card (?:number|details|data|information)s?|cvv|cvc|(?:the )?(?:three|3) digits|"
    r"numero (?:completo )?(?:do|da|de|del) (?:la |tu |su |teu |seu |sua )?(?:cartao|tarjeta)|dados (?:do|de) (?:seu )?cartao|datos de (?:tu|su|la) tarjeta|"
    r"photo of your (?:card|id|passport)|bank details|iban"
)
REMOTE: Final = (
    r"any ?desk|team ?viewer|rust ?desk|ultra ?viewer|quick ?assist|chrome remote|remote (?:control|access|desktop|session|support tool)|"
    r"(?:share|sharing) (?:your |the )?screen|screen ?shar(?:e|ing)|acesso remoto|controle remoto|acceso remoto|control remoto|"
    r"(?:partilh|compartilh)\w+ (?:o |a |seu |sua )?(?:ecra|tela)|compartir (?:tu |la |su )?pantalla"
)
COMMANDS: Final = (
    r"win(?:dows)?(?: key)? ?\+ ?r|power ?shell|cmd\.exe|command prompt|run dialog|"
    r"(?:paste|run|execute|cole|execute|pega|ejecuta) (?:this|the following|it|that|este|o seguinte|el siguiente) ?(?:command|code|script|comando|codigo|line)?"
    r" (?:in|into|no|en) (?:your |the |o |el |la )?(?:terminal|console|browser|command|power|consola)|curl [^ ]+ ?\| ?(?:ba)?sh"
)
QR: Final = r"scan (?:this|the|my|our) (?:qr|code)|(?:leia|escaneie|digitalize|escanea|escanee) (?:este|o|el) (?:codigo )?qr"
WALLETS: Final = (
    r"(?:connect|validate|synchroni[sz]e|sync|rectify|whitelist|import|restore|link|verify|authenticate|re-?validate|migrate) (?:your |the )?wallets?|"
    r"wallet (?:validation|synchroni[sz]ation|rectification|verification|connect)|"
    r"(?:conecte|conecta|valide|valida|sincronize|sincroniza|verifique|importe|vincule) (?:a |sua |tua |la |tu |su )*(?:carteira|billetera|wallet)"
)
NEVER: Final = (
    r"never|don'?t|do not|doesn'?t|won'?t|will not|wouldn'?t|would not|shouldn'?t|should not|mustn'?t|must not|no ?body|no one|"
    r"not (?:ask|share|send|give|tell|need|require|request|to|be|in)|no need|without (?:ask|shar|reveal|giv|tell|need)\w*|instead of|nor|neither|avoid|refuse|"
    r"no (?:card|seed|pass|private|pin|code|secret)\w*|cannot (?:ask|be asked|request|share)|can'?t (?:ask|share)|"
    r"nunca|jamais|jamas|nao(?! (?:consig|poss|pod|d[aá] para))|ninguem|nadie|nem|ni|evite|sem (?:ped|partilh|compartilh|revel|dar)\w*|sin (?:ped|compart|revel|dar)\w*|em vez de|en vez de|"
    r"no (?:me |nos |te |le )?(?:compart|envi|mand|reenvi|pas|muestr|public|des|digas|de |pid|necesit|dig|se la|la |lo )\w*"
)
"""That it is not to be."""
NEEDED: Final = (
    r"without|sem|sin|before|antes de|once|as soon as|assim que|en cuanto|when|quando|cuando|until|ate|hasta"
)
"""That something depends on it."""
WARNED: Final = (
    r"if (?:any|some)(?:body|one)|anyone who|whoever|beware|scam\w*|phish\w*|fraud\w*|keep (?:it|them|this) (?:secret|safe|to yourself|private)|"
    r"(?:se|caso) alguem|si alguien|quem (?:lhe |te )?(?:ped|pergunt)\w*|quien (?:te |le )?pid\w*|cuidado|golpe|burla|estafa\w*"
)
"""That the sentence warns."""
BUT: Final = r"until|unless|otherwise|but|because|so that|except|till|ate|a menos|senao|mas|porque|hasta|salvo|pero|sino|antes de|before"
"""After which a sentence no longer denies what it denied before."""
OWN: Final = r"\b(?:my|minha|meu|minhas|meus|mi|mis)\b"
ELSEWHERE: Final = (
    r"(?:contact|message|dm|pm|text|email|write|reach(?: out)?|hit up|ping|add|talk|chat|speak|call|follow|join|ask|go|get in touch|head over)"
    r"(?: over| out)?(?: to| with| on)? (?:me|us|him|her|them|there|my|our|the|an?|this|official|support|admin|mod|whats|telegram|signal|@|\+)|"
    r"(?:dm|pm|inbox)(?:'?s)? (?:is |are )?(?:me|open)|send (?:me |us |him |her )?a (?:dm|pm|message|friend request)|"
    r"(?:answers?|replies|reply|available|reachable|found|live|handles? (?:this|it)|takes? care)(?: \w+){0,2} (?:at|on|via|through|there)|handles? (?:this|it)|"
    r"(?:contacte|contacta|contactar|fale|fala|falar|escreva|escreve|escrever|envie mensagem|manda mensagem|chame|chama|adicione|procure|"
    r"procura|trata disto|responde em|responder em|atende em|chamar|contacte-nos|fale connosco|entre em contato|entre em contacto|"
    r"contacte con|contacta con|escribe|escriba|escribele|habla|hable|hablar|busca|busque|escribeme|manda un mensaje|responde en|atiende en|"
    r"se ocupa|comunicate|comuniquese|unete|entra en)"
)
"""That the reader is to turn to somebody."""
HELPERS: Final = (
    r"support|help|admin|moderator|\bmod\b|agent|official|technician|engineer|manager|expert|specialist|recovery|customer (?:care|service)|team|"
    r"colleague|desk|suporte|apoio|atendimento|ajuda|tecnico|equipa|equipe|colega|especialista|soporte|ayuda|asistencia|equipo|companero|"
    r"resolve|fix|assist|issue|ticket|refund|unlock|reembols|trata|ocupa|resuelv"
)
CHANNELS: Final = r"whats ?app|telegram|signal|wechat|viber|line id|gmail\.com|t\.me/|wa\.me/|@\w{4,}|\+\d[\d ()-]{7,}|dm|pm|inbox|privado"
REACT: Final = (
    r"react(?: with| to)?[^.!?]{0,30}(?:support|help|ticket|verif|assist)|reaja[^.!?]{0,30}(?:suporte|apoio|ajuda)|"
    r"reacciona[^.!?]{0,30}(?:soporte|ayuda)"
)
THERE: Final = (
    r"(?:in|on|at|through|via|no|na|em|en) (?:the |our |your |o |a |la |el |nosso |nossa )?"
    r"(?:app|application|website|site|web page|page|settings|profile|portal|log ?in|reset|aplicacao|aplicativo|aplicacion|pagina)"
)
"""Where a password or a code is rightly entered by its owner."""
RESET: Final = (
    r"(?:reset|change|forgot|forgotten|recover|repor|redefin\w+|alter\w+|mudar|esquec\w+|restablec\w+|cambiar|olvid\w+) "
    r"?(?:your |the |a |sua |tua |tu |su |la )*(?:password|passcode|pin|senha|palavra-passe|contrasena)|"
    r"password (?:reset|change|manager)"
)
