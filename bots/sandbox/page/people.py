"""Whom a visitor can play."""

from bots.sandbox import discord, telegram


def people(telegrams: telegram.World, discords: discord.World) -> list[dict[str, str]]:
    """Every user of both platforms who is no bot, with the bot they would write to."""
    bot = next(iter(telegrams.bots.values()), None)
    return [
        *(
            {
                "platform": "discord",
                "id": str(user.id),
                "name": user.global_name or user.name,
                "bot": str(discords.model.bot_user.id),
                "bot_name": discords.model.bot_user.name,
            }
            for user in discords.model.users.values()
            if not user.bot
        ),
        *(
            {
                "platform": "telegram",
                "id": str(user.id),
                "name": " ".join(filter(None, [user.first_name, user.last_name])),
                "bot": str(bot.id) if bot is not None else "",
                "bot_name": bot.name if bot is not None else "",
            }
            for user in telegrams.users.values()
        ),
    ]
