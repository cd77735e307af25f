namespace BotKit.Handlers.Tests.Content;

public sealed class ContentCalendarTests : IAsyncDisposable
{
    private readonly ContentHost _host = new();

    [Fact]
    public async Task Calendar_OfACampaign_SpreadsChannelsAndTopics()
    {
        var plan = await _host.DataAsync<ContentCalendar>(
            """{"operation":"calendar","from":"2026-03-02","to":"2026-03-15","topics":["rye","oats"],"channels":[{"kind":"blogPost"},{"kind":"socialCopy","perWeek":3,"language":"de"}],"audience":"bakers"}""");

        plan.Entries.Where(entry => entry.Channel == 1).Select(entry => entry.Date).Should().Equal(new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 10));
        plan.Entries.Where(entry => entry.Channel == 2).Select(entry => entry.Date.DayOfWeek).Should().Equal(
            DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday);
        plan.Entries.Where(entry => entry.Channel == 1).Select(entry => ((ContentGenerateInput)entry.Input).Brief.Topic).Should().Equal("rye", "oats");
        plan.Entries.First(entry => entry.Channel == 2).Input.Should().BeOfType<ContentGenerateInput>().Which.Should().Match<ContentGenerateInput>(
            input => input.Brief.Topic == "oats" && input.Languages![0] == "de" && input.Brief.Audience == "bakers");
        plan.Entries[0].Draft.Should().Be(plan.Entries[0].Date.AddDays(-3));
        plan.Entries.Should().BeInAscendingOrder(entry => entry.Date);
    }

    [Fact]
    public async Task Calendar_MovesWhatFallsOnAnExceptedDay_WithinItsWeek()
    {
        var plan = await _host.DataAsync<ContentCalendar>(
            """{"operation":"calendar","from":"2026-03-02","to":"2026-03-08","topics":["rye"],"channels":[{"kind":"blogPost","weekdays":["tuesday","wednesday","sunday"]}],"except":["2026-03-03","2026-03-08"]}""");

        plan.Entries.Select(entry => entry.Date.Day).Should().Equal(4, 5);
        plan.LeftOut.Should().Be(1);
    }

    [Fact]
    public async Task Calendar_Entries_CanBeRunAsTheyAre()
    {
        var result = await _host.RunAsync("""{"operation":"calendar","from":"2026-03-02","to":"2026-03-15","topics":["rye"],"channels":[{"kind":"newsletter"}]}""");

        foreach (var entry in _host.ToJson(result).GetProperty("entries").EnumerateArray())
        {
            (await _host.DataAsync<ContentGeneration>(entry.GetProperty("input").GetRawText())).Pieces.Should().ContainSingle();
        }
    }

    [Theory]
    [InlineData("\"from\":\"2026-03-02\",\"to\":\"2026-03-01\",\"topics\":[\"x\"],\"channels\":[{\"kind\":\"blogPost\"}]")]
    [InlineData("\"from\":\"2026-03-02\",\"to\":\"2028-03-01\",\"topics\":[\"x\"],\"channels\":[{\"kind\":\"blogPost\"}]")]
    [InlineData("\"from\":\"2026-03-02\",\"to\":\"2026-03-03\",\"topics\":[],\"channels\":[{\"kind\":\"blogPost\"}]")]
    [InlineData("\"from\":\"2026-03-02\",\"to\":\"2026-03-03\",\"topics\":[\"x\"],\"channels\":[]")]
    [InlineData("\"from\":\"2026-03-02\",\"to\":\"2026-03-03\",\"topics\":[\"x\"],\"channels\":[null]")]
    [InlineData("\"from\":\"2026-03-02\",\"to\":\"2026-03-03\",\"topics\":[\"x\"],\"channels\":[{\"kind\":\"blogPost\",\"perWeek\":8}]")]
    [InlineData("\"from\":\"2026-03-02\",\"to\":\"2026-03-03\",\"topics\":[\"x\"],\"channels\":[{\"kind\":\"blogPost\",\"weekdays\":[\"monday\",\"monday\"]}]")]
    public async Task Calendar_OfWhatCannotBe_IsRefused(string members)
        => (await _host.CodeAsync($$"""{"operation":"calendar",{{members}}}""")).Should().Be(BotErrorCodes.InvalidInput);

    [Fact]
    public async Task Calendar_AtTheEdgesOfTime_Ends()
    {
        (await _host.DataAsync<ContentCalendar>("""{"operation":"calendar","from":"0001-01-01","to":"0001-01-02","topics":["x"],"channels":[{"kind":"blogPost","perWeek":7}],"leadDays":60}""")).Entries.Should().HaveCount(2);
        (await _host.DataAsync<ContentCalendar>("""{"operation":"calendar","from":"9999-12-30","to":"9999-12-31","topics":["x"],"channels":[{"kind":"blogPost","perWeek":7}]}""")).Entries.Should().HaveCount(2);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
