using FluentValidation;

namespace BotKit.Handlers.Content;

internal sealed class ContentBriefValidator : AbstractValidator<ContentBrief>
{
    private const int MaxKeyPoints = 20;

    public ContentBriefValidator()
    {
        RuleFor(brief => brief.Topic).Cascade(CascadeMode.Stop).NotNull().Line(200);
        RuleFor(brief => brief.Title).Line(200);
        RuleFor(brief => brief.Audience).Line(200);
        RuleFor(brief => brief.Benefit).Line(300);
        RuleFor(brief => brief.KeyPoints)
            .Must(static points => points is null || (points.Count <= MaxKeyPoints && points.All(static point => ContentRules.IsText(point, 500))))
            .WithMessage($"There must be at most {MaxKeyPoints} points, each of 1 to 500 characters, none of them a control character.");
        RuleFor(brief => brief.Keyphrase).Line(100);
        RuleFor(brief => brief.CallToAction).Line(200);
        RuleFor(brief => brief.Link).Name();
        RuleFor(brief => brief.Quote).Line(500);
        RuleFor(brief => brief.QuoteBy).Line(100);
        RuleFor(brief => brief.Contact).Line(200);
    }
}
