using System.Text.RegularExpressions;
using BotKit.Handlers.Content.Templates;

namespace BotKit.Handlers.Tests.Content;

/// <summary>Alone, since it looks at the time and at the memory of the whole process.</summary>
[Collection(nameof(LiquidBombTests))]
[CollectionDefinition(nameof(LiquidBombTests), DisableParallelization = true)]
public sealed class LiquidBombTests(ITestOutputHelper output)
{
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
    [InlineData("sort in loops", "{% for a in big %}{% for b in big %}{% assign s = big | sort | reverse | join: ',' %}{% endfor %}{% endfor %}")]
    [InlineData("output, between two tags", "{% capture s %}{% for i in (1..900) %}{{ text }}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}{% endcapture %}{% capture t %}«{{ s }}»{% endcapture %}{{ t }}")]
    [InlineData("memory, concat doubles", "{% assign l = big %}{% for i in (1..60) %}{% assign l = l | concat: l %}{% endfor %}{{ l | size }}")]
    [InlineData("memory, concat doubles one text", "{% assign l = text | split: 'zzz' %}{% for i in (1..60) %}{% assign l = l | concat: l %}{% endfor %}{{ l }}")]
    [InlineData("memory, a list of one long text", "{% assign s = text %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}{% assign l = s | split: 'zzz' %}{% for i in (1..12) %}{% assign l = l | concat: l %}{% endfor %}{{ l }}")]
    [InlineData("memory, map of one record", "{% assign l = records %}{% for i in (1..16) %}{% assign l = l | concat: l %}{% endfor %}{{ l | map: 'long' | join: '' | size }}")]
    [InlineData("memory, split into letters", "{% assign s = long %}{% for i in (1..3) %}{% assign s = s | append: s %}{% endfor %}{{ s | split: '' | size }}")]
    [InlineData("time, sort in a long chain", "{% for i in (1..40000) %}{{ big «| sort | reverse | uniq » }}{% endfor %}")]
    [InlineData("time, letters sorted", "{% assign l = long | slice: 0, 50000 | join: '' | split: '' %}{% for i in (1..40000) %}{% assign x = l | sort | uniq | reverse | compact %}{% endfor %}")]
    [InlineData("time, where in loops", "{% for a in (1..40000) %}{% assign x = records | where: 'long' | map: 'long' %}{% assign y = big | where: 'x', 1 | size %}{% endfor %}")]
    [InlineData("output, escape grows", "{% assign s = long | replace: 'x', '&' %}{% for i in (1..60) %}{% assign s = s | escape | escape %}{% endfor %}{{ s }}")]
    [InlineData("output, addresses of letters beyond", "{% assign s = long | replace: 'x', '\u65e5' %}{% for i in (1..60) %}{% assign s = s | url_encode %}{% endfor %}{{ s }}")]
    [InlineData("output, base64 grows", "{% assign s = long %}{% for i in (1..60) %}{% assign s = s | base64_encode %}{% endfor %}{{ s }}")]
    [InlineData("output, newline_to_br", "{% assign s = long | newline_to_br %}{% for i in (1..60) %}{% assign s = s | prepend: s | strip_newlines | newline_to_br %}{% endfor %}{{ s }}")]
    [InlineData("regular expression in strip_html", "{% assign s = '<script' %}{% for i in (1..17) %}{% assign s = s | append: s | strip_html | prepend: '<script<script<!--' %}{% endfor %}{% for i in (1..40000) %}{% assign x = long | replace: 'x', '<script' | strip_html %}{% endfor %}")]
    [InlineData("time, sums in loops", "{% assign n = 1 %}{% for i in (1..40000) %}{% assign n = n | plus: 1 | times: 1 | minus: 0.5 | modulo: 7 | divided_by: 3.3 | round: 2 | ceil | floor | abs %}{% endfor %}")]
    [InlineData("time, dates in loops", "{% for i in (1..40000) %}{{ 'now' | date: 'dddd dddd dddd dddd MMMM MMMM yyyy zzz fffffff' | size | times: 0 }}{% endfor %}")]
    [InlineData("include for each of many", "{% assign l = long | split: '' %}{% include 'empty' for l %}{% include 'empty' for l %}{% include 'empty' for l %}")]
    [InlineData("memory, cycle in a capture", "{% assign s = text %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}{% capture t %}«{% cycle s, s %}»{% endcapture %}")]
    [InlineData("strange letters", "{% assign s = '\ud83d\ude00\u0301\u202e' %}{% for i in (1..40) %}{% assign s = s | append: s | upcase | reverse | join: '' %}{% endfor %}{{ s }}")]
    [InlineData("a search that takes the product", "{% assign s = long %}{% for i in (1..2) %}{% assign s = s | append: s %}{% endfor %}{% assign p = s | append: 'y' %}{% for i in (1..40000) %}{% assign x = s | replace: p, '' %}{% endfor %}")]
    [InlineData("if in loops", "{% for a in (1..40000) %}{% if long contains 'xxxxxxxxxxxxxxxxxxxxxxxy' or big contains 'q' or big contains 'r' %}{% endif %}{% endfor %}")]
    [InlineData("many blocks inside each other by include", "{% include 'deep' %}")]
    [InlineData("case in loops", "{% for i in (1..2147483647) reversed %}{% case i %}{% when 1 or 2 or 3 %}x{% else %}{% endcase %}{% endfor %}")]
    public async Task Bomb_EndsInAClearErrorWithinTwoSeconds(string name, string template)
    {
        await using var host = new ContentHost(options =>
        {
            options.Templates["bomb"] = Repeated(template);
            options.Templates["one"] = "{% include 'two' %}";
            options.Templates["two"] = "{% include 'one' %}{% include 'one' %}";
            options.Templates["small"] = "x";
            options.Templates["empty"] = "";
            options.Templates["deep"] = string.Concat(Enumerable.Repeat("{% if true %}", 40)) + "{% include 'deep' %}" + string.Concat(Enumerable.Repeat("{% endif %}", 40));
        });
        var big = string.Join(',', Enumerable.Range(0, 1000));
        await host.RunAsync("""{"operation":"render","template":"small"}""");
        var start = TimeProvider.System.GetTimestamp();
        var before = GC.GetTotalAllocatedBytes();

        var result = await host.RunAsync($$"""{"operation":"render","template":"bomb","data":{"big":[{{big}}],"text":"a\nb\nc\nd","long":"{{new string('x', 150_000)}}","records":[{"long":"{{new string('x', 50_000)}}"}]} }""");

        var elapsed = TimeProvider.System.GetElapsedTime(start);
        var bytes = GC.GetTotalAllocatedBytes() - before;
        output.WriteLine($"{name}: {elapsed.TotalMilliseconds:F0} ms, {bytes >> 20} MiB: {result.Error?.Code} {result.Error?.Message}");
        result.Error!.Code.Should().Be(ContentErrorCodes.TemplateLimit);
        result.Error.Severity.Should().Be(BotSeverity.Warning);
        elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2));
        bytes.Should().BeLessThan(200 << 20);
    }

    [Fact]
    public async Task Bombs_InARow_LeaveNothingBehind()
    {
        await using var host = new ContentHost(options =>
        {
            options.Limits.Timeout = TimeSpan.FromMilliseconds(20);
            options.Templates["bomb"] = "{% for i in (1..40000) %}{% assign l = long | split: '' | sort | uniq | reverse | join: '' %}{% assign n = i | plus: 1 | times: 2 %}{% endfor %}";
            options.Templates["small"] = "x";
        });

        // More of them than may be lost.
        for (var count = 0; count < 12; count++)
        {
            (await host.CodeAsync($$"""{"operation":"render","template":"bomb","data":{"long":"{{new string('x', 5000)}}"} }""")).Should().Be(ContentErrorCodes.TemplateLimit);
        }

        (await host.DataAsync<ContentRendering>("""{"operation":"render","template":"small"}""")).Markdown.Should().Be("x");
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
    [InlineData("{{ a | nonsense }}")]
    [InlineData("{{ a | botkitguard }}")]
    [InlineData("{{ a | }}")]
    [InlineData("{{ 'a | upcase }}")]
    [InlineData("{% assign a = b | upcase \" %}")]
    [InlineData("{% assign x = \"%}{% raw %}\" %}{% tablerow i in (1..9) %}x{% endtablerow %}{% assign y = \"{% endraw %}\" %}")]
    [InlineData("{% assign x = '%}{% comment %}' %}{% tablerow i in (1..9) %}x{% endtablerow %}{% assign y = '{% endcomment %}' %}")]
    [InlineData("{% assign x = \"{{ a | botkitguard }}\" | botkitguard %}")]
    [InlineData("{% comment %}{% comment %}{% endcomment %}{% tablerow i in (1..9) %}{% endtablerow %}{% endcomment %}")]
    [InlineData("{% raw %}{%- endraw -%}{% ifchanged %}{% endifchanged %}")]
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

    [Theory]
    [InlineData("{{ a «|upcase»}}")]
    [InlineData("«{{a}}»")]
    [InlineData("{% if «a » %}{% endif %}")]
    [InlineData("{% if «a and » b %}{% endif %}")]
    [InlineData("{% if «!=» %}{% endif %}")]
    [InlineData("{% if «'' » %}{% endif %}")]
    [InlineData("{% for i in «(1..» %}{% endfor %}")]
    [InlineData("{% for i in a «limit:1 » %}{% endfor %}")]
    [InlineData("{% assign a = «| » %}")]
    [InlineData("{% assign «a.» = b %}")]
    [InlineData("{% assign a = «''» %}")]
    [InlineData("{% cycle «a,» %}")]
    [InlineData("{% include 'x' «a:b » %}")]
    [InlineData("{% case a %}{% when «a or » b %}{% endcase %}")]
    [InlineData("{{ «a[» }}")]
    [InlineData("{{ «a.» }}")]
    [InlineData("«{»")]
    [InlineData("«{%»")]
    [InlineData("«{% raw %}»")]
    [InlineData("{% raw %}«{%  »")]
    [InlineData("«{% comment %}{% endcomment %}»")]
    [InlineData("«{% capture a %}»«{% endcapture %}»")]
    [InlineData("{% if a %}«{% else %}»{% endif %}")]
    [InlineData("«\ud83d\ude00{{ \u0430\u0301 }}»")]
    [InlineData("«{{ 'a' | append: 'b' }}{% if a %}{% endif %}»")]
    public void Template_OfWhateverKind_IsReadSoon(string template)
    {
        foreach (var times in new[] { 10, 400, 1900, 6000, 30_000 })
        {
            var source = Regex.Replace(template, "«(.*?)»", match => string.Concat(Enumerable.Repeat(match.Groups[1].Value, times)));
            var (start, before) = (TimeProvider.System.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            var verdict = "read";
            try
            {
                LiquidEngine.Check(source);
            }
            catch (DotLiquid.Exceptions.SyntaxException failure)
            {
                verdict = failure.Message;
            }

            var elapsed = TimeProvider.System.GetElapsedTime(start);
            output.WriteLine($"{times}: {elapsed.TotalMilliseconds:F0} ms, {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MiB, {verdict[..Math.Min(80, verdict.Length)]}");
            elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>What stands between « and », many times.</summary>
    private static string Repeated(string template)
        => Regex.Replace(template, "«(.*?)»", static match => string.Concat(Enumerable.Repeat(match.Groups[1].Value, match.Groups[1].Value[0] == '|' ? 15 : 900)));
}
