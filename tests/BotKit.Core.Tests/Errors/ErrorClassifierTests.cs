using BotKit.Errors;

namespace BotKit.Core.Tests.Errors;

public class ErrorClassifierTests
{
    private static readonly BotFailure Custom = new(BotSeverity.Critical, "custom", true, "Custom.", TimeSpan.FromSeconds(3));
    private readonly List<(IBotErrorClassifier Classifier, Exception Failure)> _failures = [];

    [Fact]
    public void Classify_NothingRegistered_GivesTheDefault()
        => Classifier([]).Classify(new TimeoutException("secret")).Code.Should().Be(BotErrorCodes.Timeout);

    [Fact]
    public void Classify_Rule_GivesWhatItSays()
    {
        var rule = new ErrorRule(typeof(TimeoutException), BotSeverity.Critical, "crm_slow", false, "The CRM is slow.");

        Classifier([rule]).Classify(new TimeoutException()).Should().Be(new BotFailure(BotSeverity.Critical, "crm_slow", false, "The CRM is slow."));
    }

    [Fact]
    public void Classify_RuleWithoutMessage_GivesTheSentenceOfItsCode()
        => Classifier([Rule<TimeoutException>(BotErrorCodes.NotFound)]).Classify(new TimeoutException("secret"))
            .SafeMessage.Should().Be(ErrorSentences.For(BotErrorCodes.NotFound));

    [Fact]
    public void Classify_RuleForAParentType_Applies()
        => Classifier([Rule<ArithmeticException>("sums")]).Classify(new DivideByZeroException()).Code.Should().Be("sums");

    [Fact]
    public void Classify_RuleForAnotherType_DoesNotApply()
        => Classifier([Rule<DivideByZeroException>("sums")]).Classify(new ArithmeticException()).Code.Should().Be(BotErrorCodes.Unhandled);

    [Fact]
    public void Classify_SeveralRules_MostDerivedTypeWinsWhateverTheOrder()
    {
        ErrorRule[] rules = [Rule<Exception>("any"), Rule<DivideByZeroException>("zero"), Rule<ArithmeticException>("sums")];

        Classifier(rules).Classify(new DivideByZeroException()).Code.Should().Be("zero");
        Classifier([.. rules.Reverse()]).Classify(new DivideByZeroException()).Code.Should().Be("zero");
    }

    [Fact]
    public void Classify_TwoRulesOfOneType_LastAddedWins()
        => Classifier([Rule<TimeoutException>("first"), Rule<TimeoutException>("last")]).Classify(new TimeoutException()).Code.Should().Be("last");

    [Fact]
    public void Classify_RuleAndClassifier_RuleWins()
        => Classifier([Rule<TimeoutException>("rule")], new Answers(Custom)).Classify(new TimeoutException()).Code.Should().Be("rule");

    [Fact]
    public void Classify_RuleForABotException_KeepsItsMessageAndRetryAfter()
    {
        var exception = new BotException("own", "Come back later.") { RetryAfter = TimeSpan.FromSeconds(9) };

        Classifier([Rule<Exception>("any")]).Classify(exception)
            .Should().Be(new BotFailure(BotSeverity.Warning, "any", false, "Come back later.", TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public void Classify_RuleWithMessageForABotException_GivesTheRulesMessage()
        => Classifier([Rule<BotException>("any") with { Message = "No." }]).Classify(new BotException("own", "Yes.")).SafeMessage.Should().Be("No.");

    [Fact]
    public void Classify_Classifier_WinsOverTheDefaults()
        => Classifier([], new Answers(Custom)).Classify(new TimeoutException()).Should().BeSameAs(Custom);

    [Fact]
    public void Classify_ClassifierWithoutAnswer_AsksTheNext()
        => Classifier([], new Answers(null), new Answers(Custom), new Answers(Custom with { Code = "third" })).Classify(new TimeoutException())
            .Should().BeSameAs(Custom);

    [Fact]
    public void Classify_NoClassifierAnswers_GivesTheDefault()
        => Classifier([], new Answers(null)).Classify(new TimeoutException()).Code.Should().Be(BotErrorCodes.Timeout);

    [Fact]
    public void Classify_ClassifierThrows_IsReportedAndSkipped()
    {
        var broken = new Answers(null, throws: true);

        var verdict = Classifier([], broken, new Answers(Custom)).Classify(new TimeoutException());

        verdict.Should().BeSameAs(Custom);
        _failures.Should().ContainSingle().Which.Should().Match<(IBotErrorClassifier, Exception)>(
            it => it.Item1 == broken && it.Item2 is NotSupportedException);
    }

    [Fact]
    public void Classify_ReportThrows_StillGivesTheVerdict()
    {
        var classifier = new ErrorClassifier([], [new Answers(null, throws: true)], (_, _) => throw new InvalidOperationException());

        classifier.Classify(new TimeoutException()).Code.Should().Be(BotErrorCodes.Timeout);
    }

    [Fact]
    public void Classify_AggregateOfOne_IsUnwrappedForRulesClassifiersAndDefaults()
    {
        var exception = new AggregateException(new AggregateException(new TimeoutException()));
        var asked = new Answers(null);

        Classifier([Rule<TimeoutException>("rule")]).Classify(exception).Code.Should().Be("rule");
        Classifier([], asked).Classify(exception).Code.Should().Be(BotErrorCodes.Timeout);
        asked.Asked.Should().BeOfType<TimeoutException>();
    }

    [Fact]
    public void Classify_AggregateOfSeveral_IsNotUnwrapped()
        => Classifier([]).Classify(new AggregateException(new TimeoutException(), new TimeoutException())).Code.Should().Be(BotErrorCodes.Unhandled);

    [Fact]
    public void Classify_ExceptionWhoseMembersThrow_IsUnhandled()
        => Classifier([]).Classify(new Hostile()).Should().Be(
            new BotFailure(BotSeverity.Standard, BotErrorCodes.Unhandled, false, ErrorSentences.For(BotErrorCodes.Unhandled)));

    private ErrorClassifier Classifier(ErrorRule[] rules, params IBotErrorClassifier[] classifiers)
        => new(rules, classifiers, (classifier, failure) => _failures.Add((classifier, failure)));

    private static ErrorRule Rule<T>(string code) => new(typeof(T), BotSeverity.Warning, code, IsTransient: false);

    private sealed class Answers(BotFailure? verdict, bool throws = false) : IBotErrorClassifier
    {
        public Exception? Asked { get; private set; }

        public BotFailure? Classify(Exception exception)
        {
            Asked = exception;
            return throws ? throw new NotSupportedException() : verdict;
        }
    }

    private sealed class Hostile() : BotException("own", "text")
    {
        public override string Message => throw new InvalidOperationException("no message");
    }
}
