using FluentValidation;

namespace BotKit.Handlers.Analytics;

/// <summary>The rules of every operation.</summary>
internal sealed class AnalyticsInputValidator : AbstractValidator<AnalyticsInput>
{
    public AnalyticsInputValidator()
        => RuleFor(static input => input).Custom(static (input, context) =>
        {
            var breaks = new RuleBreaks();
            if (input is AnalyticsRowsInput rows)
            {
                OperationRules.Check(rows, "", breaks);
                RangeRules.Check(rows, "", breaks);
            }
            else if (input is AnalyticsReportInput report)
            {
                breaks.Require(report.Report is null != report.Definition is null, "Report", "Either report or definition must be given.");
                breaks.Require(report.Report is null || AnalyticsName.IsValid(report.Report), "Report", $"A name must have {AnalyticsName.Rule}.");
                if (report.Definition is not null)
                {
                    OperationRules.Check(report.Definition, "Definition", breaks);
                }
            }

            foreach (var (path, message) in breaks.All)
            {
                context.AddFailure(path, message);
            }
        });
}
