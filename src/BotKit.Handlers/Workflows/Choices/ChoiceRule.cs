namespace BotKit.Handlers.Workflows;

/// <summary>A rule of a Choice: where to go when its condition is met.</summary>
internal sealed record ChoiceRule(ChoiceCondition Condition, string Next, PayloadTemplate.Members? Assign);
