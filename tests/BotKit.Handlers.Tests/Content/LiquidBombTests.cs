using BotKit.Handlers.Content.Templates;

namespace BotKit.Handlers.Tests.Content;

public sealed class LiquidBombTests(ITestOutputHelper output)
{
    private const string LongChain = "long chain";

    [Theory]
    [InlineData("time and steps, endless loop", "{% for i in (1..2000000000) %}x{% endfor %}")]
    [InlineData("time and steps, loops in loops", "{% for i in (1..40000) %}{% for j in (1..40000) %}{% for k in (1..40000) %}{% assign a = i %}{% endfor %}{% endfor %}{% endfor %}")]
    [InlineData("loops in loops without a tag inside", "{% for i in (1..40000) %}{% for j in (1..40000) %}{{ i }}{% endfor %}{% endfor %}")]
    [InlineData("output", "{% for i in (1..40000) %}xxxxxxxxxxxxxxxxxxxx{% endfor %}")]
    [InlineData("memory, capture doubles", "{% assign s = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}")]
    [InlineData("memory, append doubles", "{% assign s = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}")]
    [InlineData("memory, append in a chain", "{% assign s = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}{% for i in (1..12) %}{% assign s = s | append: s %}{% endfor %}{{ s | append: s | append: s | append: s | append: s | append: s | append: s }}")]
    [InlineData("memory, replace multiplies", "{% assign s = 'aaaaaaaaaa' %}{% for i in (1..9) %}{% assign s = s | replace: 'a', s %}{% endfor %}")]
    [InlineData("memory, join multiplies", "{% assign s = 'a,a,a,a,a,a,a,a,a,a' %}{% for i in (1..30) %}{% assign l = s | split: ',' %}{% assign s = l | join: s %}{% endfor %}")]
    [InlineData("recursion by include", "{% include 'bomb' %}")]
    [InlineData("recursion by include, twice", "{% include 'bomb' %}{% include 'bomb' %}")]
    [InlineData("recursion by include of others", "{% include 'one' %}")]
    [InlineData("include in a loop", "{% for i in (1..100000) %}{% include 'small' %}{% endfor %}")]
    [InlineData("regular expression in replace", "{% assign s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' %}{% for i in (1..60000) %}{{ s | replace: '(a+)+$', 'b' }}{% endfor %}")]
    [InlineData("the file's own data", "{% for a in big %}{% for b in big %}{% for c in big %}{% if a == b %}{% endif %}{% endfor %}{% endfor %}{% endfor %}")]
    [InlineData("filters in a chain without end", LongChain)]
    [InlineData("sort in loops", "{% for a in big %}{% for b in big %}{% assign s = big | sort | reverse | join: ',' %}{% endfor %}{% endfor %}")]
    public async Task Bomb_EndsInAClearErrorWithinTwoSeconds(string name, string template)
    {
        await using var host = new ContentHost(options =>
        {
            options.Templates["bomb"] = template == LongChain ? Chain() : template;
            options.Templates["one"] = "{% include 'two' %}";
            options.Templates["two"] = "{% include 'one' %}{% include 'one' %}";
            options.Templates["small"] = "x";
        });
        var big = string.Join(',', Enumerable.Range(0, 1000));
        await host.RunAsync("""{"operation":"render","template":"small"}""");
        var start = TimeProvider.System.GetTimestamp();
        var before = GC.GetTotalAllocatedBytes();

        var result = await host.RunAsync($$"""{"operation":"render","template":"bomb","data":{"big":[{{big}}],"text":"a\nb\nc\nd"} }""");

        var elapsed = TimeProvider.System.GetElapsedTime(start);
        output.WriteLine($"{name}: {elapsed.TotalMilliseconds:F0} ms, {(GC.GetTotalAllocatedBytes() - before) >> 20} MiB: {result.Error?.Code} {result.Error?.Message}");
        result.Error!.Code.Should().Be(ContentErrorCodes.TemplateLimit);
        result.Error.Severity.Should().Be(BotSeverity.Warning);
        elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("{% if a %}")]
    [InlineData("{% endif %}")]
    [InlineData("{{ a ")]
    [InlineData("{% a")]
    [InlineData("{% raw %}{{ a }}")]
    [InlineData("{% tablerow i in (1..3) %}{% endtablerow %}")]
    [InlineData("{% botkitstep %}")]
    [InlineData("{% extends 'x' %}")]
    [InlineData("{% assign r = (1..9) %}")]
    [InlineData("{{ (1..2000000000) | join: ',' }}")]
    public void Options_WithWhatIsNoTemplate_AreRefusedAtTheStart(string template)
    {
        var act = () => LiquidEngine.Check(template);

        act.Should().Throw<DotLiquid.Exceptions.SyntaxException>();
    }

    [Fact]
    public void Options_WithTagsNestedWithoutEnd_AreRefusedAtTheStart()
    {
        var act = () => LiquidEngine.Check(string.Concat(Enumerable.Repeat("{% if a %}", 5000)) + string.Concat(Enumerable.Repeat("{% endif %}", 5000)));

        act.Should().Throw<DotLiquid.Exceptions.SyntaxException>();
    }

    private static string Chain()
        => "{% assign s = 'a,a,a,a,a,a,a,a,a,a' %}{% for i in (1..4) %}{% assign l = s | split: ',' %}{% assign s = l | join: s %}{% endfor %}{{ s"
            + string.Concat(Enumerable.Repeat("|split:','|join:','", 3000)) + "}}";
}
