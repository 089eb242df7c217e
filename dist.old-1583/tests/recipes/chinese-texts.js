/** Texts of our own, as web pages have them, for the rules of Chinese. */
/** A technical article: long lines without spaces, code and English names in it, a list of headings. */
export const technicalArticle = `线程池的工作原理

线程池是一种常见的并发设计。它在启动时创建固定数量的工作线程，这些线程从任务队列中取出任务并执行，执行完毕后回到池中等待下一个任务。这样做避免了频繁创建和销毁线程的开销，也限制了系统中同时运行的线程数量。

为什么需要线程池

在没有线程池的程序里，每收到一个请求就新建一个线程。请求量不大的时候，这种做法简单直接；请求量一旦上升，创建线程的成本就会成为瓶颈，因为每个线程都要占用独立的栈空间，操作系统还要为它保存调度信息。当线程数量远远超过处理器核心数时，大量时间会消耗在上下文切换上，而不是真正的计算。

使用 ThreadPoolExecutor

Java 标准库提供了 ThreadPoolExecutor 类，它的构造函数接受核心线程数、最大线程数、空闲时间和任务队列等参数。当提交的任务数超过核心线程数时，新的任务会先进入队列；如果队列已满，线程池才会继续创建线程，直到达到最大线程数为止。若队列和线程都已用尽，拒绝策略就会生效，默认的策略是抛出 RejectedExecutionException。

参数的选择取决于任务的性质。对于计算密集型任务，线程数通常设为处理器核心数加一；对于需要等待网络或磁盘的任务，可以适当增大线程数，因为大部分线程都处于等待状态。队列的长度也需要仔细考虑：队列太短容易触发拒绝，队列太长则会让请求的响应时间变得不可预测。

常见的错误

一个常见的错误是在线程池的任务中等待另一个提交到同一线程池的任务。如果所有工作线程都在等待，就不会再有线程去执行被等待的任务，程序便会陷入死锁。“不要在任务里等待同池的任务”是一条值得牢记的原则。另一个错误是忘记关闭线程池，导致程序无法正常退出；调用 shutdown() 方法之后，线程池会在完成已提交的任务后终止所有线程。

小结

线程池把线程的管理集中到一处，使程序更容易控制资源的使用。理解它的参数和行为，有助于写出既高效又稳定的并发程序。`;
/** Menus and links of a portal. */
export const navigation = [
    ...['首页', '新闻', '体育', '财经', '娱乐', '科技', '汽车', '房产', '教育', '时尚', '旅游', '健康', '游戏', '视频'],
    ...['登录', '注册', '关于我们', '联系我们', '网站地图', '友情链接', '广告服务', '招聘信息', '用户反馈', '帮助中心'],
    ...['国内新闻', '国际新闻', '社会新闻', '军事频道', '历史频道', '文化频道', '图片中心', '专题报道', '热点排行'],
    ...['北京', '上海', '广州', '深圳', '成都', '杭州', '武汉', '重庆', '南京', '天津', '苏州', '西安', '长沙', '沈阳'],
].join('\n');
/** The same lines again and again. */
export const repeatedLines = Array.from({ length: 12 }, (_, i) => `第${i + 1}条：点击下方按钮立即下载，海量资源免费看。\n全场包邮，限时抢购，数量有限，先到先得！\n点击下方按钮立即下载，海量资源免费看。`).join('\n');
/** An advertisement: one phrase with other words. */
export const advertisement = `${'加微信领取优惠券，'.repeat(40)}欢迎选购。`;
/** English prose that FineWeb's filters keep. */
export const englishArticle = `A mill turns the fall of a river into work, and for that it needs a dam, a race and a wheel. The dam holds back the stream until there is enough of it to be worth the trouble, and the race leads the water to the place where it can fall. When the miller opens the sluice the buckets of the wheel begin to fill.

There were three kinds of wheel in common use before steam. The undershot wheel stands in the current and is pushed from below, which wastes most of the force but can be built almost anywhere. The overshot wheel is fed from above and lets each bucket carry its load half way round. Between the two lies the breast wheel, which takes its water at the height of the axle and suits rivers that never fall very far.

Grinding itself asks for patience. Two stones lie one upon the other, and only the upper one moves; grooves have been cut into both of them so that the meal works its way outward while it cools. If the gap is too wide the flour is coarse, and if it is too narrow the stones heat up and spoil the taste. A good miller is said to judge the setting with his thumb.

Most of these buildings have become houses or have gone altogether, but some still run for visitors. Go on a weekday in spring, when the water is high and nobody is in a hurry to explain things, and you may be allowed to lift the sluice with your own hands.`;
//# sourceMappingURL=chinese-texts.js.map