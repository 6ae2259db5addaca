from django.apps import AppConfig

from qingshan.kit.words import tr


class RemindersConfig(AppConfig):
    name = "qingshan.reminders"
    label = "reminders"
    verbose_name = tr("提醒")

    def ready(self) -> None:
        from qingshan.access.deeds import name_deeds

        name_deeds(
            {
                "change_reminders": tr("改提醒的方式"),
                "turn_off_reminders": tr("关掉提醒"),
                "turn_on_reminders": tr("打开提醒"),
                "make_calendar": tr("要手机日历的地址"),
                "drop_calendar": tr("停用手机日历的地址"),
                "add_robot": tr("添群机器人"),
                "try_robot": tr("试发群机器人"),
                "turn_off_robot": tr("关掉群机器人"),
                "turn_on_robot": tr("打开群机器人"),
                "remove_robot": tr("拿掉群机器人"),
            }
        )
