namespace BotKit.Handlers.Content.Operations;

/// <summary>Plans a campaign: each channel's days, and topics in turns.</summary>
internal sealed class CalendarPlanner(ContentSettings settings)
{
    private const int Week = 7;

    private static readonly DayOfWeek[][] Spread =
    [
        [DayOfWeek.Tuesday],
        [DayOfWeek.Tuesday, DayOfWeek.Thursday],
        [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday],
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday],
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday],
    ];

    public ContentCalendar Run(ContentCalendarInput input, BotContext context, CancellationToken cancellationToken)
    {
        _ = settings.FindVoice(input.Voice);
        var except = (input.Except ?? []).ToHashSet();
        var entries = new List<ContentCalendarEntry>();
        var leftOut = 0;
        for (var channel = 0; channel < input.Channels.Count; channel++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            context.Report((double)channel / input.Channels.Count, $"Planning channel {channel + 1} of {input.Channels.Count}");
            var (dates, lost) = DatesOf(input, input.Channels[channel], except);
            leftOut += lost;
            for (var turn = 0; turn < dates.Count; turn++)
            {
                entries.Add(EntryOf(input, channel, turn, dates[turn]));
            }
        }

        return new ContentCalendar
        {
            DryRun = context.IsDryRun,
            Entries = [.. entries.OrderBy(static entry => entry.Date).ThenBy(static entry => entry.Channel)],
            LeftOut = leftOut,
        };
    }

    private static ContentCalendarEntry EntryOf(ContentCalendarInput input, int channel, int turn, DateOnly date)
    {
        var settings = input.Channels[channel];
        // Channels begin with different topics, so that not all of them tell the same on the same day.
        var topic = input.Topics[(turn + channel) % input.Topics.Count];
        var lead = Math.Min(input.LeadDays ?? ContentDefaults.LeadDays, date.DayNumber);
        return new ContentCalendarEntry(
            date.AddDays(-lead),
            date,
            channel + 1,
            new ContentGenerateInput
            {
                Kind = settings.Kind,
                Languages = [settings.Language ?? ContentDefaults.Language],
                Voice = input.Voice,
                Seed = turn + 1,
                Brief = new ContentBrief { Topic = topic, Audience = input.Audience, CallToAction = input.CallToAction },
            });
    }

    private static (List<DateOnly> Dates, int LeftOut) DatesOf(ContentCalendarInput input, ContentChannel channel, HashSet<DateOnly> except)
    {
        var weekdays = (channel.Weekdays ?? Spread[(channel.PerWeek ?? 1) - 1]).Select(PlaceOf).Order().ToList();
        var (dates, leftOut) = (new List<DateOnly>(), 0);
        for (var monday = input.From.DayNumber - PlaceOf(input.From.DayOfWeek); monday <= input.To.DayNumber; monday += Week)
        {
            var wanted = weekdays.ConvertAll(place => monday + place).FindAll(day => day >= input.From.DayNumber && day <= input.To.DayNumber);
            var taken = wanted.FindAll(day => !except.Contains(DateOnly.FromDayNumber(day)));
            foreach (var day in wanted.Where(day => except.Contains(DateOnly.FromDayNumber(day))))
            {
                var end = Math.Min(monday + Week - 1, input.To.DayNumber);
                var free = Enumerable.Range(day + 1, Math.Max(0, end - day)).FirstOrDefault(next => !taken.Contains(next) && !except.Contains(DateOnly.FromDayNumber(next)), -1);
                if (free < 0)
                {
                    leftOut++;
                }
                else
                {
                    taken.Add(free);
                }
            }

            dates.AddRange(taken.Order().Select(DateOnly.FromDayNumber));
        }

        return (dates, leftOut);
    }

    /// <summary>0 for Monday, as weeks go by ISO 8601.</summary>
    private static int PlaceOf(DayOfWeek day) => ((int)day + Week - 1) % Week;
}
