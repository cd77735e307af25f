using FluentValidation;

namespace BotKit.Handlers.Content;

internal sealed class ContentCalendarInputValidator : AbstractValidator<ContentCalendarInput>
{
    private const int MaxDays = 366;
    private const int MaxTopics = 100;
    private const int MaxChannels = 20;
    private const int MaxExcept = 400;

    public ContentCalendarInputValidator()
    {
        RuleFor(input => input.Voice).Name();
        RuleFor(input => input.To)
            .Must(static (input, to) => to >= input.From && to.DayNumber - input.From.DayNumber <= MaxDays)
            .WithMessage($"The last day must not be before the first, nor more than {MaxDays} days after it.");
        RuleFor(input => input.Topics)
            .Must(static topics => topics is { Count: > 0 and <= MaxTopics } && topics.All(static topic => ContentRules.IsText(topic, 200)))
            .WithMessage($"There must be 1 to {MaxTopics} topics, each of 1 to 200 characters, none of them a control character.");
        RuleFor(input => input.Channels)
            .Must(static channels => channels is { Count: > 0 and <= MaxChannels } && channels.All(static channel => channel is not null))
            .WithMessage($"There must be 1 to {MaxChannels} channels.");
        RuleForEach(input => input.Channels).ChildRules(static channel =>
        {
            channel.RuleFor(static one => one.Kind).IsInEnum();
            channel.RuleFor(static one => one.Language).Language();
            channel.RuleFor(static one => one.PerWeek).InclusiveBetween(1, 7);
            channel.RuleFor(static one => one.Weekdays)
                .Must(static days => days is null || (days.Count is > 0 and <= 7 && days.All(Enum.IsDefined) && days.Distinct().Count() == days.Count))
                .WithMessage("There must be 1 to 7 days of the week, each once.");
        });
        RuleFor(input => input.Audience).Line(200);
        RuleFor(input => input.CallToAction).Line(200);
        RuleFor(input => input.Except).Must(static days => days is null || days.Count <= MaxExcept).WithMessage($"There must be at most {MaxExcept} days.");
        RuleFor(input => input.LeadDays).InclusiveBetween(0, 60);
    }
}
