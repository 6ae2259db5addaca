from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "qingshan.reminders"
    label = "reminders"
    verbose_name = "提醒"

    def ready(self) -> None:
        from qingshan.access.deeds import name_deeds

        name_deeds(
            {
                "change_reminders": "改提醒的方式",
                "turn_off_reminders": "关掉提醒",
                "turn_on_reminders": "打开提醒",
                "make_calendar": "要手机日历的地址",
                "drop_calendar": "停用手机日历的地址",
                "add_robot": "添群机器人",
                "try_robot": "试发群机器人",
                "turn_off_robot": "关掉群机器人",
                "turn_on_robot": "打开群机器人",
                "remove_robot": "拿掉群机器人",
            }
        )
