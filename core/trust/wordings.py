"""How people ask for what nobody of a desk asks for, and send others elsewhere: pieces of patterns, by meaning.

English, Portuguese and Spanish, as read by `core.trust.texts`: small letters without accents, one space between words.
"""

from typing import Final

ASK: Final = (
    # English: an order, a need, a polite question
    r"(?:re)?send|share|give|tell|provide|enter|type|submit|confirm|verify|paste|forward|upload|supply|disclose|reveal|"
    r"drop|post|input|import|fill in|write down|read out|hand over|pass(?: me| us| on)|show(?: me| us)|let me (?:have|see|know)|"
    r"reply with|respond with|come back with|(?:i|we)(?:'ll| will| would| do| just| also| only)? ?(?:need|require|want|must have|have to have)|"
    r"you(?:'ll| will)? (?:need|have|must|are required|ought) (?:to|give|send|share|enter)|what(?:'s| is| was| are) (?:the|your)|"
    r"may i (?:have|get|ask)|could i (?:have|get)|can i (?:have|get)|is required|are required|needed|"
    # Portuguese
    r"envie|envia|enviar|mande|manda|mandar|partilhe|partilha|compartilhe|compartilha|diga|diz|dizer|de-me|da-me|me de|me da|"
    r"me passa|me passe|passe|passa|forneca|fornece|fornecer|introduza|introduz|insira|insere|digite|digita|escreva|escreve|"
    r"confirme|confirma|indique|indica|informe|informa|preciso|precisamos|precisas|precisa|necessito|necessitamos|"
    r"qual e|qual foi|quais sao|cole|cola|coloque|mostre|mostra|responda com|revele|"
    # Spanish
    r"envie(?:me|nos)?|enviame|envianos|mandame|mandeme|comparte|comparta|compartir|dime|digame|dame|deme|danos|proporciona|"
    r"proporcione|introduce|introduzca|ingresa|ingrese|escribe|escriba|indica(?:me)?|facilita(?:me)?|facilite|"
    r"necesito|necesitamos|necesitas|cual es|cual era|cuales son|pega|pegue|muestra(?:me)?|responde con|pasame"
)
"""That something is to be handed over."""

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
    r"senhas?|palavras?[ -]passe|codigos? (?:de (?:verificacao|confirmacao|seguranca|acesso|autenticacao|6 digitos)|que|sms|2fa)|pin|"
    r"dados de (?:acesso|login)|credenciais|"
    r"contrasenas?|claves? de acceso|codigos? (?:de (?:verificacion|confirmacion|seguridad|acceso|autenticacion))|credenciales"
)
CARDS: Final = (
    r"(?:credit |debit |bank )?card (?:number|details|data|information)s?|cvv|cvc|(?:the )?(?:three|3) digits|"
    r"numero (?:completo )?(?:do|de|del) (?:seu |tu |su |teu )?(?:cartao|tarjeta)|dados (?:do|de) (?:seu )?cartao|datos de (?:tu|su|la) tarjeta|"
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
    r"never|don'?t|do not|doesn'?t|won'?t|will not|wouldn'?t|would not|shouldn'?t|should not|mustn'?t|must not|cannot|can'?t|"
    r"no ?body|no one|not (?:ask|share|send|give|tell|need|require|to)|no need|without|instead of|nor|neither|avoid|beware|if any(?:body|one)|"
    r"anyone who|whoever|nunca|jamais|jamas|nao|ninguem|nadie|evite|sem|sin|cuidado|quem|quien|no (?:compart|envi|des|digas|de |pid|necesit|dig)\w*"
)
"""That it is not to be."""
OWN: Final = r"\b(?:my|minha|meu|minhas|meus|mi|mis)\b"
ELSEWHERE: Final = (
    r"(?:contact|message|dm|pm|text|email|write(?: to)?|reach(?: out)?(?: to)?|hit up|ping|add|talk to|chat with|speak to) "
    r"(?:me|us|him|her|my|our|the|an?|this|official|support|admin|mod|@)|"
    r"(?:dm|pm|inbox)(?:'?s)? (?:is |are )?(?:me|open)|send (?:me |us )?a (?:dm|pm|message|friend request)|"
    r"(?:contacte|contacta|fale com|fala com|escreva para|escreve para|envie mensagem|manda mensagem|chame|chama|adicione|me chama no|"
    r"me chame no|contacta con|contacte con|escribe a|escriba a|habla con|escribeme|manda un mensaje)"
)
HELPERS: Final = (
    r"support|help ?desk|admin|moderator|mod|agent|official|technician|engineer|manager|expert|recovery|customer (?:care|service)|"
    r"suporte|apoio|atendimento|ajuda|tecnico|soporte|ayuda|asistencia|especialista|resolve|fix|assist|issue|ticket|refund|unlock"
)
CHANNELS: Final = r"whats ?app|telegram|signal|wechat|viber|line id|gmail\.com|t\.me/|wa\.me/|@\w{4,}|\+\d[\d ()-]{7,}|dm|pm|inbox|privado"
REACT: Final = (
    r"react(?: with| to)?[^.!?]{0,30}(?:support|help|ticket|verif|assist)|reaja[^.!?]{0,30}(?:suporte|apoio|ajuda)|"
    r"reacciona[^.!?]{0,30}(?:soporte|ayuda)"
)
PAGES: Final = (
    r"(?:verif|claim|ticket|support|help|unlock|restore|validat|airdrop|refund|kyc|login|log in|sign in|suporte|apoio|ajuda|"
    r"soporte|ayuda|reclam|reembols)"
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
