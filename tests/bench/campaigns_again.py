"""Twenty more campaigns, written after what the first forty had shown was mended, to see how far that carries."""

from tests.bench.campaigns import Asks, Campaign, Comes, Edits, Renames, Says, Shows, Step, bait


def _d(about: str, *steps: Step) -> Campaign:
    return Campaign("D", about, steps)


def _t(about: str, *steps: Step) -> Campaign:
    return Campaign("T", about, steps)


PAYOUT = Asks("my payout from friday still isn't there, is that normal?")
LOGIN = Asks("getting 'session expired' over and over, can't get in")

AGAIN = (
    _d(
        "full name in another order, styled",
        Comes("𝗡𝗮𝗶𝗿 𝗣𝗿𝗶𝘆𝗮", "nair.pr"),
        PAYOUT,
        bait("yours is in my list for today, one moment", reply=True),
    ),
    _d(
        "first name with the desk, small letters",
        Comes("marta harbour", "mrt_hb"),
        LOGIN,
        bait("hi dear, tell me your mail and we start", reply=True),
    ),
    _d(
        "desk's name with figures",
        Comes("H4rb0ur Suppоrt", "hs247"),
        Says("Welcome new members"),
        bait("For all inquiries we are here 24/7"),
    ),
    _d(
        "picture on the server only, later",
        Comes("greyfox", "greyfox"),
        Says("wen update"),
        Shows("marta"),
        bait("guys I'm doing callbacks for open cases, who wants one"),
    ),
    _d(
        "webhook called like a member of staff",
        Comes("pax", "pax_"),
        Says("yo"),
        bait("Office hours start now in my direct messages", voice="Marta Oliveira"),
    ),
    _d(
        "praise of a recovery expert",
        Comes("Carol A.", "carol.a"),
        PAYOUT,
        Says("lost 3k last month and thought it's gone", reply=True),
        bait("reach out to recovery_expert_dan on instagram, he got everything back for me", reply=True),
    ),
    _d(
        "gift behind a form",
        Comes("zip", "zip.zip"),
        Says("hehe nice"),
        bait("they give 50 usdt to first 500 users, fill this in with your login: forms.gle/8hf72ks"),
    ),
    _d(
        "copy of an announcement with another link",
        Comes("newsdesk", "newsdesk.hb"),
        bait("Release 4.2 is out! Download for Windows and Mac: https://harbour-download.app"),
        Says("works fine here"),
        Says("smooth"),
    ),
    _d(
        "browser console",
        Comes("devon", "devon_dev"),
        LOGIN,
        bait("open dev tools with F12, paste this in the console, it refreshes the token", reply=True),
    ),
    _d(
        "edit into an account elsewhere",
        Comes("minty", "minty.fresh"),
        Says("same problem here"),
        PAYOUT,
        Edits("same problem here, solved by t.me/harbour_support_team in two minutes"),
    ),
    _t(
        "name with a word of office before it",
        Comes("Admin Jonas Weber", "admin_jw"),
        Says("good morning group"),
        bait("pending payouts are processed by me today"),
    ),
    _t(
        "user name alone is like the desk's",
        Comes("Customer Care", "harbour_customercare"),
        LOGIN,
        bait("Kindly explain your issue", reply=True),
    ),
    _t(
        "rename into a role",
        Comes("Igor", "igor_v"),
        Says("hi"),
        Renames("Harbour Moderator"),
        bait("Reading all your messages, stay calm please"),
    ),
    _t(
        "channel with a look-alike name and a poll",
        Comes("Ute", "ute_u"),
        Says("hi"),
        bait("Which amount is missing on your account?", voice="Harbour Suppport", poll=("<1k", ">1k")),
    ),
    _t(
        "fee before the payout",
        Comes("Finance", "finance_dept_9"),
        PAYOUT,
        bait("a tax of 2 percent has to be paid before it's released, I send you the address", reply=True),
    ),
    _t(
        "link under a harmless one",
        Comes("Pia", "pia_p"),
        Says("found the docs"),
        bait("restore wallets over https://harbour.example", hidden="https://harbour-example.support"),
    ),
    _t(
        "forward of a made-up staff member",
        Comes("Sven", "sven_s"),
        LOGIN,
        bait(forwarded=("Jonas Weber | Harbour", "Please send a photo of your ID and the login mail to me.")),
    ),
    _t(
        "screenshot of the phrase",
        Comes("Lola", "lola_l"),
        Asks("how do I move to a new phone?"),
        bait("screenshot the page with your secret words and send it to me, I import it for you", reply=True),
    ),
    _t(
        "an app to be installed",
        Comes("Werner", "werner_w"),
        LOGIN,
        bait("the old app is blocked, install this one instead: harbour_pro_v9.apk", reply=True),
    ),
    _t(
        "video call",
        Comes("Care Line", "careline_x"),
        PAYOUT,
        bait("join a zoom with me and share your screen, we look at the account together", reply=True),
    ),
)
