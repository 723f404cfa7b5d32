"""Whom a visitor can play."""

from bots.sandbox import discord, telegram


def people(telegrams: telegram.World, discords: discord.World) -> list[dict[str, str]]:
    """Every user of both platforms who is not a bot: platform, id, name, and their bot's id."""
    application = str(discords.model.bot_user.id)
    bots = [str(number) for number in telegrams.bots]
    return [
        *(
            {
                "platform": "discord",
                "id": str(user.id),
                "name": user.global_name or user.name,
                "bot": application,
            }
            for user in discords.model.users.values()
            if not user.bot
        ),
        *(
            {
                "platform": "telegram",
                "id": str(user.id),
                "name": " ".join(filter(None, [user.first_name, user.last_name])),
                "bot": bots[0] if bots else "",
            }
            for user in telegrams.users.values()
        ),
    ]
